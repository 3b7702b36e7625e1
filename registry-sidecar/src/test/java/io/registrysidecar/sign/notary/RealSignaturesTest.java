package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What notation wrote is verified, and what this program writes is the same to the byte. */
class RealSignaturesTest {

  private static final Instant THEN = Instant.parse("2026-11-22T02:00:00Z");
  private static final String REPOSITORY = "registry.example:5000/team/app";

  @ParameterizedTest
  @CsvSource({
    "notation-1.3.2/sig1, CN=regscan-test.example",
    "notation-1.3.2/sig2, CN=regscan-test.example"
  })
  void aSignatureOfNotationIsVerified(String signature, String signer) throws Exception {
    Manifest.Image manifest = Fixture.manifest(signature + "-manifest.json");
    Descriptor subject = subject(manifest);
    Descriptor layer = NotaryManifest.envelope(manifest, subject);
    byte[] envelope = Fixture.bytes(signature + "-envelope");

    assertThat(layer).isEqualTo(Descriptor.of(layer.mediaType(), envelope));
    assertThat(verify("notation-1.3.2/ca.crt", envelope, layer.mediaType(), subject, THEN))
        .isInstanceOf(Verification.Trusted.class)
        .extracting(Verification::detail)
        .asString()
        .startsWith(signer);
  }

  @ParameterizedTest
  @CsvSource({
    "golden-ec256, jws",
    "golden-ec256, cose",
    "golden-rsa3072, jws",
    "golden-rsa3072, cose"
  })
  void aSignatureThatNotationAcceptsIsVerified(String folder, String kind) throws Exception {
    byte[] image = Fixture.bytes(folder + "/image-manifest.json");
    Descriptor target = Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, image);
    byte[] envelope = Fixture.bytes(folder + "/envelope." + kind);
    String mediaType = EnvelopeType.valueOf(kind.toUpperCase(Locale.ROOT)).mediaType();

    assertThat(verify(folder + "/root.pem", envelope, mediaType, target, THEN))
        .isEqualTo(
            new Verification.Trusted(
                "CN=regscan scanner key 1,O=regscan,ST=BE,C=DE",
                "CN=regscan root,O=regscan,ST=BE,C=DE",
                List.of()));
  }

  @Test
  void aCertificateThatHasEndedIsNamedWithItsEnd() throws Exception {
    Manifest.Image manifest = Fixture.manifest("notation-1.3.2/sig1-manifest.json");

    assertThat(
            verify(
                "notation-1.3.2/ca.crt",
                Fixture.bytes("notation-1.3.2/sig1-envelope"),
                EnvelopeType.JWS.mediaType(),
                subject(manifest),
                Instant.parse("2026-12-24T00:00:00Z")))
        .isInstanceOf(Verification.Untrusted.class)
        .extracting(Verification::detail)
        .asString()
        .contains("is not valid after 2026-11-23T01:24:54Z");
  }

  @Test
  void theSameClaimsGiveTheBytesOfNotation() throws Exception {
    byte[] expected = Fixture.bytes("notation-1.3.2/sig1-envelope");
    Manifest.Image manifest = Fixture.manifest("notation-1.3.2/sig1-manifest.json");

    NotarySignature signature =
        NotarySignature.of(
            new Replay(EnvelopeType.JWS, expected),
            subject(manifest),
            Instant.parse("2026-11-22T01:24:54Z"),
            new SigningOptions(EnvelopeType.JWS, null, Map.of("build", "1"), "notation-go/1.3.2"));

    assertThat(new String(signature.envelope(), UTF_8)).isEqualTo(new String(expected, UTF_8));
    assertThat(NotaryManifest.annotations(signature)).isEqualTo(manifest.annotations());
  }

  /** The payload of notation's own COSE has another order, which no reader minds. */
  @Test
  void theSameClaimsGiveTheBytesThatNotationAcceptsInCose() throws Exception {
    byte[] expected = Fixture.bytes("golden-rsa3072/envelope.cose");
    byte[] image = Fixture.bytes("golden-rsa3072/image-manifest.json");
    Envelope envelope = Envelope.read(EnvelopeType.COSE, expected);

    NotarySignature signature =
        NotarySignature.of(
            new Replay(EnvelopeType.COSE, expected),
            Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, image),
            envelope.signingTime(),
            new SigningOptions(
                EnvelopeType.COSE,
                null,
                NotaryPayload.of(envelope).metadata(),
                String.valueOf(envelope.signingAgent())));

    assertThat(signature.envelope()).isEqualTo(expected);
  }

  @Test
  void theSameClaimsGiveTheBytesThatNotationAccepts() throws Exception {
    byte[] expected = Fixture.bytes("golden-ec256/envelope.jws");
    byte[] image = Fixture.bytes("golden-ec256/image-manifest.json");
    Descriptor target = Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, image);

    NotarySignature signature =
        NotarySignature.of(
            new Replay(EnvelopeType.JWS, expected),
            target,
            Instant.parse("2026-11-21T22:36:47.9Z"),
            new SigningOptions(
                EnvelopeType.JWS,
                Duration.ofDays(30),
                Map.of("org.example.scan", "passed"),
                "regscan/0.1.0"));

    assertThat(new String(signature.envelope(), UTF_8)).isEqualTo(new String(expected, UTF_8));
    assertThat(new String(NotaryManifest.of(signature, target).toBytes(), UTF_8))
        .isEqualTo(
            new String(Fixture.bytes("golden-ec256/signature-manifest.json"), UTF_8)
                .replace(",\"data\":\"e30=\"", "")
                .strip());
  }

  private static Descriptor subject(Manifest.Image manifest) {
    return Objects.requireNonNull(manifest.subject());
  }

  private static Verification verify(
      String root, byte[] envelope, String mediaType, Descriptor target, Instant now)
      throws Exception {
    TrustPolicy policy =
        TrustPolicy.parse(
            "policy",
            """
            {"version": "1.0", "trustPolicies": [{
              "name": "all", "registryScopes": ["*"],
              "signatureVerification": {"level": "strict"},
              "trustStores": ["ca:test"], "trustedIdentities": ["*"]}]}
            """
                .getBytes(UTF_8));
    X509Certificate trusted = Fixture.certificate(root);
    return new NotaryVerifier(policy, _ -> Set.of(trusted), RevocationSource.NONE)
        .verify(envelope, mediaType, target, REPOSITORY, Map.of(), now);
  }

  /** Gives the signature that an envelope has, which is verified to be one of the same bytes. */
  private record Replay(EnvelopeType type, @Nullable ReadEnvelope read, List<X509Certificate> chain)
      implements Signer {

    Replay(EnvelopeType type, byte[] envelope) throws MalformedEnvelope {
      this(
          type,
          type == EnvelopeType.JWS ? JwsReader.read(envelope) : CoseReader.read(envelope),
          Envelope.read(type, envelope).chain().certificates());
    }

    @Override
    public PublicKey publicKey() {
      return chain.getFirst().getPublicKey();
    }

    @Override
    public byte[] sign(SignatureForm form, byte[] data) {
      return Objects.requireNonNull(read).signature();
    }
  }
}
