package io.registrysidecar.sign.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.function.Consumer;

/** Bundles signed by the key that is trusted, or by a stranger, and what their verifier says. */
final class KeyedBundles {

  static final Digest IMAGE = Digest.sha256(new byte[] {1});
  static final Digest OTHER = Digest.sha256(new byte[] {2});
  static final String TYPE = "https://example/predicate";
  static final TestSigner SCANNER = TestSigner.fresh();
  static final TestSigner STRANGER = TestSigner.fresh();
  static final SigstoreVerifier VERIFIER =
      new SigstoreVerifier(SigstoreTrust.of(SCANNER.trusted("scanner")), () -> TestInstance.NOW);

  private KeyedBundles() {}

  static byte[] withEntry(TestSigner signer, ObjectNode entry) throws Exception {
    return changed(
        signer,
        IMAGE,
        root -> root.withObject("verificationMaterial").putArray("tlogEntries").add(entry));
  }

  static ObjectNode entry(TestInstance instance, Envelope envelope, TestSigner by) {
    byte[] body = TestInstance.dsseBody(envelope, PublicKeys.pem(by.publicKey()));
    return instance.entry("dsse", body, TestInstance.NOW);
  }

  static Envelope envelopeOf(ObjectNode bundle) throws Exception {
    return Envelope.parse(bundle.path("dsseEnvelope"));
  }

  static Statement statement(Digest image) {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode().put("result", "passed");
    return Statement.of("registry.example/app", image, TYPE, predicate);
  }

  static byte[] bundle(TestSigner signer, Digest image) throws Exception {
    return Bundle.of(signer, statement(image)).toBytes();
  }

  static byte[] changed(TestSigner signer, Digest image, Consumer<ObjectNode> change)
      throws Exception {
    ObjectNode root = json(bundle(signer, image));
    change.accept(root);
    return BoundedJson.write(root);
  }

  static ObjectNode json(byte[] bytes) throws Exception {
    return (ObjectNode) BoundedJson.read(bytes);
  }

  static Attested verify(byte[] bundle) {
    return VERIFIER.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, IMAGE);
  }

  static Verification verify(SigstoreVerifier verifier, ObjectNode bundle) {
    byte[] bytes = BoundedJson.write(bundle);
    return verifier.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bytes), bytes, IMAGE).verification();
  }

  static void assertInvalid(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Invalid.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }
}
