package io.registrysidecar.sign.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real cosign wrote is trusted; what real cosign accepted is what we write, byte for byte. */
class RealArtifactsTest {

  private static final Path ROOT = Path.of("src/test/resources/sign/sigstore");
  private static final String VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";
  private static final Digest IMAGE =
      new Digest(
          Digest.Algorithm.SHA256,
          "a897bdfc5be788293ff0660b592afde29a3d8229bebaecf11f06ba0547557bbc");
  private static final Digest GOLDEN_IMAGE =
      new Digest(
          Digest.Algorithm.SHA256,
          "d20c31e7a83689ac96fb0b79f21431d94a30e1def8be0053b56beec345ddb3bf");

  @ValueSource(strings = {"attest-bundle", "sign-bundle"})
  @ParameterizedTest
  void bundlesOfCosign3AreTrusted(String name) throws Exception {
    byte[] bundle = read("real/cosign-v3.1.3/" + name + ".sigstore.json");
    Descriptor layer = onlyLayer(read("real/cosign-v3.1.3/" + name + "-manifest.json"));

    Attested attested = verifier("real/cosign-v3.1.3").bundle(layer, bundle, IMAGE);
    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted("key cosign", List.of()));
    assertThat(attested.statement()).isPresent();
  }

  @Test
  void aLegacySignatureOfCosign2IsTrusted() throws Exception {
    byte[] payload = read("real/cosign-v2.6.5/sig-layer.json");
    Descriptor layer = onlyLayer(read("real/cosign-v2.6.5/sig-manifest.json"));

    assertThat(verifier("real/cosign-v2.6.5").signature(layer, payload, IMAGE))
        .isEqualTo(new Verification.Trusted("key cosign", List.of()));
    assertThat(verifier("golden").signature(layer, payload, IMAGE))
        .isInstanceOf(Verification.Untrusted.class);
  }

  @Test
  void aLegacyAttestationOfCosign2IsTrusted() throws Exception {
    byte[] envelope = read("real/cosign-v2.6.5/att-layer.json");
    Descriptor layer = onlyLayer(read("real/cosign-v2.6.5/att-manifest.json"));

    Attested attested = verifier("real/cosign-v2.6.5").attestation(layer, envelope, IMAGE);
    assertThat(attested.statement().orElseThrow().predicateType()).isEqualTo(VULN);
  }

  @ValueSource(
      strings = {
        "real/cosign-v2.6.5/sig-manifest.json",
        "real/cosign-v2.6.5/att-manifest.json",
        "real/cosign-v3.1.3/att-manifest.json",
        "golden/sig-manifest.json"
      })
  @ParameterizedTest
  void aLegacyManifestIsWrittenAsCosignWritesIt(String file) throws Exception {
    byte[] real = read(file);

    assertThat(new String(LegacyManifest.parse(real).toBytes(), UTF_8))
        .isEqualTo(new String(real, UTF_8));
  }

  @Test
  void theConfigurationOfALegacyManifestIsWrittenAsCosignWritesIt() throws Exception {
    LegacyManifest manifest = LegacyManifest.parse(read("golden/sig-manifest.json"));

    assertThat(new String(manifest.config(), UTF_8)).isEqualTo(text("golden/sig-config.json"));
  }

  @Test
  void aPayloadIsWrittenAsCosignWritesIt() throws Exception {
    SimpleSigning payload = new SimpleSigning("localhost:5055/demo/app", GOLDEN_IMAGE);

    assertThat(new String(payload.toBytes(), UTF_8)).isEqualTo(text("golden/sig-payload.json"));
  }

  @Test
  void envelopeAndBundleAreWrittenAsTheyWereAccepted() throws Exception {
    byte[] layer = read("real/cosign-v2.6.5/att-layer.json");
    assertThat(Envelope.parse(layer).toBytes()).isEqualTo(layer);

    byte[] bytes = read("golden/vuln.sigstore.json");
    JsonNode json = BoundedJson.read(bytes);
    Envelope envelope = Envelope.parse(json.path("dsseEnvelope"));
    String hint = json.path("verificationMaterial").path("publicKey").path("hint").asText();
    Bundle bundle = new Bundle(hint, envelope, VULN);
    assertThat(new String(bundle.toBytes(), UTF_8)).isEqualTo(new String(bytes, UTF_8));

    JsonNode manifest = BoundedJson.read(read("golden/referrer-manifest.json"));
    Instant created = Instant.parse("2026-11-21T22:29:45.123Z");
    byte[] ours =
        bundle
            .manifest(
                Descriptor.of("application/vnd.oci.image.manifest.v1+json", GOLDEN_IMAGE, 418),
                created)
            .toBytes();
    for (String member : List.of("artifactType", "layers", "subject", "annotations")) {
      assertThat(BoundedJson.read(ours).path(member)).isEqualTo(manifest.path(member));
    }
  }

  @Test
  void theGoldenArtifactsAreTrusted() throws Exception {
    byte[] payload = read("golden/sig-payload.json");
    Descriptor layer = onlyLayer(read("golden/sig-manifest.json"));
    byte[] bundle = read("golden/vuln.sigstore.json");

    assertThat(verifier("golden").signature(layer, payload, GOLDEN_IMAGE))
        .isInstanceOf(Verification.Trusted.class);
    assertThat(
            verifier("golden")
                .bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, GOLDEN_IMAGE)
                .verification())
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void anIdentityMayBeAUserName() throws Exception {
    byte[] bundle = read("real/user-name/bundle.sigstore.json");
    TrustedRoot root = TrustedRoot.parse(read("real/user-name/trusted_root.json"));
    Digest artifact =
        Digest.parse("sha256:bc103b4a84971ef6459b294a2b98568a2bfb72cded09d4acd1e16366a401f95b");

    for (String name : List.of("foo!oidc.local", "foo@oidc.local")) {
      var rule =
          new IdentityRule(NameMatch.exactly("http://oidc.local:8080"), NameMatch.exactly(name));
      var trust = new SigstoreTrust(TrustedKeys.NONE, root, List.of(rule));
      Attested attested =
          new SigstoreVerifier(trust, InstantSource.system())
              .bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, artifact);

      assertThat(attested.verification())
          .isInstanceOf(
              name.contains("!") ? Verification.Trusted.class : Verification.Untrusted.class);
    }
  }

  @Test
  void layersAreAddedOnceAndRemoved() throws Exception {
    LegacyManifest manifest = LegacyManifest.parse(read("real/cosign-v2.6.5/sig-manifest.json"));
    TestSigner signer = TestSigner.fresh();
    Descriptor ours = LegacySignature.of(signer, "127.0.0.1:5051/demo/c265", IMAGE).descriptor();

    LegacyManifest both = manifest.with(ours);
    assertThat(both.layers()).hasSize(2);
    assertThat(both.with(ours)).isEqualTo(both);
    assertThat(LegacyManifest.parse(both.toBytes())).isEqualTo(both);
    assertThat(both.without(List.of(ours))).isEqualTo(manifest);
    assertThat(new String(both.config(), UTF_8)).contains(ours.digest().toString());
  }

  private static SigstoreVerifier verifier(String folder) throws Exception {
    TrustedKeys keys = TrustedKeys.of(TrustedKeys.parse("cosign", read(folder + "/cosign.pub")));
    return new SigstoreVerifier(SigstoreTrust.of(keys), InstantSource.system());
  }

  private static Descriptor onlyLayer(byte[] manifest) throws Exception {
    Manifest.Image image = (Manifest.Image) ManifestParser.parse(manifest, null);
    assertThat(image.layers()).hasSize(1);
    return image.layers().getFirst();
  }

  private static byte[] read(String file) throws Exception {
    return Files.readAllBytes(ROOT.resolve(file));
  }

  private static String text(String file) throws Exception {
    return Files.readString(ROOT.resolve(file));
  }
}
