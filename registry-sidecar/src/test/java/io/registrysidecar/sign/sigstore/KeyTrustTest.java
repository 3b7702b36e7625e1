package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.KeyedBundles.IMAGE;
import static io.registrysidecar.sign.sigstore.KeyedBundles.OTHER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.SCANNER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.STRANGER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.TYPE;
import static io.registrysidecar.sign.sigstore.KeyedBundles.VERIFIER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.assertInvalid;
import static io.registrysidecar.sign.sigstore.KeyedBundles.bundle;
import static io.registrysidecar.sign.sigstore.KeyedBundles.changed;
import static io.registrysidecar.sign.sigstore.KeyedBundles.json;
import static io.registrysidecar.sign.sigstore.KeyedBundles.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures by key: what is ours, and what somebody with push rights could leave in its place. */
class KeyTrustTest {

  @Test
  void whatWeMakeWeTrust() throws Exception {
    Attested attested = verify(bundle(SCANNER, IMAGE));

    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted("key scanner", List.of()));
    Statement statement = attested.statement().orElseThrow();
    assertThat(statement.predicateType()).isEqualTo(TYPE);
    assertThat(statement.predicate().path("result").asText()).isEqualTo("passed");
  }

  @Test
  void anImageIsSignedAsCosign3DoesIt() throws Exception {
    Bundle bundle = Bundle.of(SCANNER, Statement.imageSignature(IMAGE));

    assertThat(new String(bundle.envelope().payload(), UTF_8))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1","predicate":{},\
            "predicateType":"https://sigstore.dev/cosign/sign/v1",\
            "subject":[{"digest":{"sha256":"%s"}}]}\
            """
                .formatted(IMAGE.hex()));
    assertThat(verify(bundle.toBytes()).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void threat01ABundleByAStrangerIsNotOurs() throws Exception {
    Attested attested = verify(bundle(STRANGER, IMAGE));

    assertThat(attested.verification()).isInstanceOf(Verification.Untrusted.class);
    assertThat(attested.verification().detail())
        .isEqualTo("no trusted key made the signature (1 tried)");
    assertThat(attested.statement()).isEmpty();
  }

  @Test
  void threat01AStrangersBundleThatHintsAtOurKeyIsInvalid() throws Exception {
    byte[] forged =
        changed(
            STRANGER,
            IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .putObject("publicKey")
                    .put("hint", PublicKeys.hint(SCANNER.publicKey())));

    assertInvalid(verify(forged), "not one by key scanner, which it names");
  }

  @Test
  void threat02ACopyOfABundleFromAnotherImageIsInvalid() throws Exception {
    assertInvalid(verify(bundle(SCANNER, OTHER)), "not about " + IMAGE);
  }

  @Test
  void threat02ALegacySignatureOfAnotherImageIsInvalid() throws Exception {
    LegacyLayer copy = LegacySignature.of(SCANNER, "registry.example/app", OTHER);

    assertThat(VERIFIER.signature(copy.descriptor(), copy.content(), IMAGE))
        .isInstanceOf(Verification.Invalid.class);
    assertThat(VERIFIER.signature(copy.descriptor(), copy.content(), OTHER))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void anyOfSeveralKeysWillDoAndTheOneThatDidIsNamed() throws Exception {
    var keys =
        TrustedKeys.of(
            List.of(
                new TrustedKeys.TrustedKey("old", STRANGER.publicKey()),
                new TrustedKeys.TrustedKey("new", SCANNER.publicKey())));
    var rotating = new SigstoreVerifier(SigstoreTrust.of(keys), () -> TestInstance.NOW);

    assertThat(verify(rotating, json(bundle(SCANNER, IMAGE))).detail()).isEqualTo("key new");
    assertThat(verify(rotating, json(bundle(STRANGER, IMAGE))).detail()).isEqualTo("key old");
    LegacyLayer legacy = LegacySignature.of(SCANNER, "r/app", IMAGE);
    assertThat(rotating.signature(legacy.descriptor(), legacy.content(), IMAGE).detail())
        .isEqualTo("key new");
  }

  @Test
  void keysAreReadFromOnePemFileAndNothingElseIs() throws Exception {
    String both = PublicKeys.pem(SCANNER.publicKey()) + PublicKeys.pem(STRANGER.publicKey());

    assertThat(TrustedKeys.parse("release", both.getBytes(UTF_8)))
        .extracting(TrustedKeys.TrustedKey::name)
        .containsExactly("release", "release#2");
    String secret = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    assertThatThrownBy(() -> TrustedKeys.parse("release", secret.getBytes(UTF_8)))
        .isInstanceOf(MalformedDocument.class)
        .hasMessageContaining("only PUBLIC KEY belongs there");
    assertThatThrownBy(() -> TrustedKeys.parse("release", new byte[0]))
        .isInstanceOf(MalformedDocument.class)
        .hasMessageContaining("no PUBLIC KEY block");
  }
}
