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

/** The log entry that a bundle signed by key may bring: of this signature and key, or the bundle is invalid. */
class BundleLogEntryTest {

  private final KeyedBundles bundles = new KeyedBundles();

  @Test
  void aLogEntryMustBeOfThisSignatureEvenIfNoLogIsTrusted() throws Exception {
    var instance = new TestInstance();
    Envelope other = Envelope.sign(bundles.scanner, KeyedBundles.statement(KeyedBundles.OTHER));
    ObjectNode foreign = KeyedBundles.entry(instance, other, bundles.scanner);

    KeyedBundles.assertInvalid(KeyedBundles.verify(bundles.withEntry(bundles.scanner, foreign)), "the log entry holds another signature");
  }

  @Test
  void aLogEntryMustBeOfThisKey() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = KeyedBundles.json(KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE));
    ObjectNode foreign = KeyedBundles.entry(instance, KeyedBundles.envelopeOf(root), bundles.stranger);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(foreign);

    KeyedBundles.assertInvalid(
        KeyedBundles.verify(BoundedJson.write(root)), "the log entry holds another certificate or key");
  }

  @Test
  void aLogEntryOfATrustedLogMustBeGenuine() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = KeyedBundles.json(KeyedBundles.bundle(bundles.scanner, KeyedBundles.IMAGE));
    ObjectNode entry = KeyedBundles.entry(instance, KeyedBundles.envelopeOf(root), bundles.scanner);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(entry);
    var trust = new SigstoreTrust(bundles.scanner.trusted("scanner"), instance.trustedRoot(), List.of());
    var withLogs = new SigstoreVerifier(trust, () -> TestInstance.NOW);

    assertThat(KeyedBundles.verify(withLogs, root)).isInstanceOf(Verification.Trusted.class);
    assertThat(KeyedBundles.verify(bundles.verifier, root).detail()).contains("the log entry is of no trusted log");

    entry.withObject("inclusionPromise").put("signedEntryTimestamp", "MAYCAQECAQE=");
    assertThat(KeyedBundles.verify(withLogs, root))
        .isEqualTo(
            new Verification.Invalid("the promise of the log log.example has a wrong signature"));
  }

  @Test
  void aProofHasAtMost64Hashes() throws Exception {
    var instance = new TestInstance();
    ObjectNode entry = KeyedBundles.entry(instance, Envelope.sign(bundles.scanner, KeyedBundles.statement(KeyedBundles.IMAGE)), bundles.scanner);
    ArrayNode hashes = entry.withObject("inclusionProof").putArray("hashes");
    for (int i = 0; i < 65; i++) {
      hashes.add("AAAA");
    }

    KeyedBundles.assertInvalid(KeyedBundles.verify(bundles.withEntry(bundles.scanner, entry)), "\"hashes\" is not an array, or has more");
  }
}
