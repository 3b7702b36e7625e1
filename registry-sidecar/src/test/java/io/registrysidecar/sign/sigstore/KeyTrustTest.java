package io.registrysidecar.sign.sigstore;


import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Pae;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Signatures by key: what is ours, and what somebody with push rights could leave in its place. */
class KeyTrustTest {

  private final KeyedBundles bundles = new KeyedBundles();

  @Test
  void whatWeMakeWeTrust() throws Exception {
    Attested attested = KeyedBundles.verify(KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE));

    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted("key bundles.scanner", List.of()));
    Statement statement = attested.statement().orElseThrow();
    assertThat(statement.predicateType()).isEqualTo(KeyedBundles.TYPE);
    assertThat(statement.predicate().path("result").asText()).isEqualTo("passed");
  }

  @Test
  void anImageIsSignedAsCosign3DoesIt() throws Exception {
    Bundle bundle = Bundle.of(bundles.scanner, Statement.imageSignature(KeyedBundles.IMAGE));

    assertThat(new String(bundle.envelope().payload(), UTF_8))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1","predicate":{},\
            "predicateType":"https://sigstore.dev/cosign/sign/v1",\
            "subject":[{"digest":{"sha256":"%s"}}]}\
            """
                .formatted(KeyedBundles.IMAGE.hex()));
    assertThat(KeyedBundles.verify(bundle.toBytes()).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void threat01ABundleByAStrangerIsNotOurs() throws Exception {
    Attested attested = KeyedBundles.verify(KeyedBundles.bundle(bundles.stranger, KeyedBundles.IMAGE));

    assertThat(attested.verification()).isInstanceOf(Verification.Untrusted.class);
    assertThat(attested.verification().detail())
        .isEqualTo("no trusted key made the signature (1 tried)");
    assertThat(attested.statement()).isEmpty();
  }

  @Test
  void threat01AStrangersBundleThatHintsAtOurKeyIsInvalid() throws Exception {
    byte[] forged =
        KeyedBundles.changed(
            bundles.stranger,
            KeyedBundles.IMAGE,
            root ->
                root.withObject("verificationMaterial")
                    .putObject("publicKey")
                    .put("hint", PublicKeys.hint(bundles.scanner.publicKey())));

    KeyedBundles.assertInvalid(KeyedBundles.verify(forged), "not one by key bundles.scanner, which it names");
  }

  @Test
  void threat02ACopyOfABundleFromAnotherImageIsInvalid() throws Exception {
    KeyedBundles.assertInvalid(KeyedBundles.verify(KeyedBundles.bundle(bundles.scanner, KeyedBundles.OTHER)), "not about " + KeyedBundles.IMAGE);
  }

  @Test
  void threat02ALegacySignatureOfAnotherImageIsInvalid() throws Exception {
    LegacyLayer copy = LegacySignature.of(bundles.scanner, "registry.example/app", KeyedBundles.OTHER);

    assertThat(bundles.verifier.signature(copy.descriptor(), copy.content(), KeyedBundles.IMAGE))
        .isInstanceOf(Verification.Invalid.class);
    assertThat(bundles.verifier.signature(copy.descriptor(), copy.content(), KeyedBundles.OTHER))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void anyOfSeveralKeysWillDoAndTheOneThatDidIsNamed() throws Exception {
    var keys =
        TrustedKeys.of(
            List.of(
                new TrustedKeys.TrustedKey("old", bundles.stranger.publicKey()),
                new TrustedKeys.TrustedKey("new", bundles.scanner.publicKey())));
    var rotating = new SigstoreVerifier(SigstoreTrust.of(keys), () -> TestInstance.NOW);

    assertThat(KeyedBundles.verify(rotating, KeyedBundles.json(KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE))).detail()).isEqualTo("key new");
    assertThat(KeyedBundles.verify(rotating, KeyedBundles.json(KeyedBundles.bundle(bundles.stranger, KeyedBundles.IMAGE))).detail()).isEqualTo("key old");
    LegacyLayer legacy = LegacySignature.of(bundles.scanner, "r/app", KeyedBundles.IMAGE);
    assertThat(rotating.signature(legacy.descriptor(), legacy.content(), KeyedBundles.IMAGE).detail())
        .isEqualTo("key new");
  }

  @Test
  void keysAreReadFromOnePemFileAndNothingElseIs() throws Exception {
    String both = PublicKeys.pem(bundles.scanner.publicKey()) + PublicKeys.pem(bundles.stranger.publicKey());

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
