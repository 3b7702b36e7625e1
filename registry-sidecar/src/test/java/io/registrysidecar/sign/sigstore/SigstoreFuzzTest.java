package io.registrysidecar.sign.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.MalformedEnvelope;
import io.registrysidecar.sign.dsse.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in the place of signatures: a verifier answers and never throws, and what it calls
 * trusted is what the key's owner once said. In an ordinary test run these are what real programs
 * wrote and cases with one defect each; {@code e2e/fuzz} searches for more.
 */
class SigstoreFuzzTest {

  private static final Path SEEDS = Path.of("src/test/resources/sign/sigstore");
  private static final Path COSIGN = SEEDS.resolve("real/cosign-v3.1.3");
  private static final Digest IMAGE =
      new Digest(
          Digest.Algorithm.SHA256,
          "a897bdfc5be788293ff0660b592afde29a3d8229bebaecf11f06ba0547557bbc");

  private static SigstoreVerifier verifier() throws Exception {
    byte[] root = Files.readAllBytes(SEEDS.resolve("conformance/trusted_root.json"));
    byte[] key = Files.readAllBytes(COSIGN.resolve("cosign.pub"));
    NameMatch anything = NameMatch.expression(".*");
    return new SigstoreVerifier(
        new SigstoreTrust(
            TrustedKeys.of(TrustedKeys.parse("cosign", key)),
            TrustedRoot.parse(root),
            List.of(new IdentityRule(anything, anything))),
        () -> TestInstance.NOW);
  }

  @MethodSource("jsons")
  @FuzzTest(maxDuration = "5m")
  void whatABundleIsTrustedForWasSigned(byte[] bytes) throws Exception {
    Attested attested = verifier().bundle(Descriptor.of(Bundle.MEDIA_TYPE, bytes), bytes, IMAGE);

    assertThat(attested.verification().detail()).isNotNull();
    attested.statement().ifPresent(SigstoreFuzzTest::assertWasSigned);
  }

  @MethodSource("jsons")
  @FuzzTest(maxDuration = "5m")
  void whatALegacyLayerIsTrustedForWasSigned(byte[] bytes) throws Exception {
    Descriptor layer = LegacyLayer.of(Envelope.MEDIA_TYPE, bytes, Map.of()).descriptor();

    Attested attested = verifier().attestation(layer, bytes, IMAGE);
    attested.statement().ifPresent(SigstoreFuzzTest::assertWasSigned);
    assertThat(verifier().signature(layer, bytes, IMAGE))
        .isNotInstanceOf(Verification.Trusted.class);
  }

  private static void assertWasSigned(Statement statement) {
    assertThat(statement.isAbout(IMAGE)).isTrue();
    assertThat(statement.predicateType())
        .isIn(
            "https://sigstore.dev/cosign/sign/v1",
            "https://cosign.sigstore.dev/attestation/vuln/v1");
  }

  @MethodSource("jsons")
  @FuzzTest(maxDuration = "5m")
  void anEnvelopeReadAndWrittenIsTheSame(byte[] bytes) throws Exception {
    try {
      Envelope envelope = Envelope.parse(bytes);
      Envelope again = Envelope.parse(envelope.toBytes());
      assertThat(again.signedBytes()).isEqualTo(envelope.signedBytes());
      assertThat(again.signature()).isEqualTo(envelope.signature());
      Statement statement = envelope.statement();
      assertThat(Statement.parse(statement.toBytes()).toBytes()).isEqualTo(statement.toBytes());
    } catch (MalformedEnvelope e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @MethodSource("jsons")
  @FuzzTest(maxDuration = "5m")
  void aTrustedRootIsReadOrRefused(byte[] bytes) {
    try {
      assertThat(TrustedRoot.parse(bytes).certificateAuthorities()).isNotNull();
    } catch (MalformedDocument e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  @MethodSource("jsons")
  @FuzzTest(maxDuration = "5m")
  void aManifestOfSignaturesReadAndWrittenIsTheSame(byte[] bytes) throws Exception {
    try {
      LegacyManifest manifest = LegacyManifest.parse(bytes);
      assertThat(LegacyManifest.parse(manifest.toBytes()).layers())
          .hasSameSizeAs(manifest.layers());
    } catch (MalformedManifest e) {
      assertThat(e).message().isNotBlank();
    }
  }

  @MethodSource("ders")
  @FuzzTest(maxDuration = "5m")
  void aCertificateIsReadOrRefused(byte[] der) {
    try {
      X509Certificate certificate = Certificates.parse(der);
      for (EmbeddedSct promise : promises(certificate)) {
        assertThat(promise.time()).isNotNull();
      }
      assertThat(Identity.of(certificate).issuer()).isNotNull();
    } catch (MalformedDocument e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private static List<EmbeddedSct> promises(X509Certificate certificate) {
    try {
      return EmbeddedSct.of(certificate);
    } catch (MalformedDocument e) {
      return List.of();
    }
  }

  @MethodSource("ders")
  @FuzzTest(maxDuration = "5m")
  void aTimestampIsReadOrRefused(byte[] der) throws Exception {
    byte[] root = Files.readAllBytes(SEEDS.resolve("conformance/trusted_root.json"));
    try {
      SignedTimestamp.parse(der)
          .verify(new byte[] {1}, TrustedRoot.parse(root).timestampAuthorities());
      throw new AssertionError("a timestamp of one byte that nobody asked for");
    } catch (MalformedDocument | Rejected e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @MethodSource("ders")
  @FuzzTest(maxDuration = "5m")
  void aPublicKeyIsReadOrRefused(byte[] der) {
    for (boolean pkcs1 : new boolean[] {false, true}) {
      try {
        assertThat(pkcs1 ? SpkiKeys.fromPkcs1(der) : SpkiKeys.fromSpki(der)).isNotNull();
      } catch (MalformedDocument e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }

  /** Every JSON document of the fixtures. */
  static Stream<byte[]> jsons() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SEEDS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds.stream();
  }

  /** Certificates, keys and timestamps, each whole and cut, and certificates that name nobody. */
  static Stream<byte[]> ders() throws Exception {
    List<byte[]> nobody = new ArrayList<>();
    for (Path defect : IdentityTest.bad()) {
      nobody.add(Files.readAllBytes(defect.resolve("certificate.der")));
    }
    var instance = new TestInstance();
    TestSigner holder = TestSigner.fresh();
    X509Certificate leaf =
        instance.authority.issue(holder, "https://a", "https://b", TestInstance.NOW);
    return Stream.concat(
        nobody.stream(),
        Stream.of(
                leaf.getEncoded(),
                instance.authority.root.getEncoded(),
                holder.publicKey().getEncoded(),
                instance.timestamp(new byte[] {2}, TestInstance.NOW))
            .flatMap(
                der -> Stream.of(der, java.util.Arrays.copyOf(der, der.length / 2), flipped(der))));
  }

  private static byte[] flipped(byte[] der) {
    byte[] other = der.clone();
    other[other.length / 3] ^= 0x20;
    return other;
  }
}
