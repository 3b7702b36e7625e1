package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.KeyedBundles.IMAGE;
import static io.registrysidecar.sign.sigstore.KeyedBundles.OTHER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.SCANNER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.STRANGER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.VERIFIER;
import static io.registrysidecar.sign.sigstore.KeyedBundles.assertInvalid;
import static io.registrysidecar.sign.sigstore.KeyedBundles.bundle;
import static io.registrysidecar.sign.sigstore.KeyedBundles.entry;
import static io.registrysidecar.sign.sigstore.KeyedBundles.envelopeOf;
import static io.registrysidecar.sign.sigstore.KeyedBundles.json;
import static io.registrysidecar.sign.sigstore.KeyedBundles.statement;
import static io.registrysidecar.sign.sigstore.KeyedBundles.verify;
import static io.registrysidecar.sign.sigstore.KeyedBundles.withEntry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The log entry that a bundle signed by key may bring: of this signature and key, or the bundle is
 * invalid.
 */
class BundleLogEntryTest {

  @Test
  void aLogEntryMustBeOfThisSignatureEvenIfNoLogIsTrusted() throws Exception {
    var instance = new TestInstance();
    Envelope other = Envelope.sign(SCANNER, statement(OTHER));
    ObjectNode foreign = entry(instance, other, SCANNER);

    assertInvalid(verify(withEntry(SCANNER, foreign)), "the log entry holds another signature");
  }

  @Test
  void aLogEntryMustBeOfThisKey() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = json(bundle(SCANNER, IMAGE));
    ObjectNode foreign = entry(instance, envelopeOf(root), STRANGER);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(foreign);

    assertInvalid(
        verify(BoundedJson.write(root)), "the log entry holds another certificate or key");
  }

  @Test
  void aLogEntryOfATrustedLogMustBeGenuine() throws Exception {
    var instance = new TestInstance();
    ObjectNode root = json(bundle(SCANNER, IMAGE));
    ObjectNode entry = entry(instance, envelopeOf(root), SCANNER);
    root.withObject("verificationMaterial").putArray("tlogEntries").add(entry);
    var trust = new SigstoreTrust(SCANNER.trusted("scanner"), instance.trustedRoot(), List.of());
    var withLogs = new SigstoreVerifier(trust, () -> TestInstance.NOW);

    assertThat(verify(withLogs, root)).isInstanceOf(Verification.Trusted.class);
    assertThat(verify(VERIFIER, root).detail()).contains("the log entry is of no trusted log");

    entry.withObject("inclusionPromise").put("signedEntryTimestamp", "MAYCAQECAQE=");
    assertThat(verify(withLogs, root))
        .isEqualTo(
            new Verification.Invalid("the promise of the log log.example has a wrong signature"));
  }

  @Test
  void aProofHasAtMost64Hashes() throws Exception {
    var instance = new TestInstance();
    ObjectNode entry = entry(instance, Envelope.sign(SCANNER, statement(IMAGE)), SCANNER);
    ArrayNode hashes = entry.withObject("inclusionProof").putArray("hashes");
    for (int i = 0; i < 65; i++) {
      hashes.add("AAAA");
    }

    assertInvalid(verify(withEntry(SCANNER, entry)), "\"hashes\" is not an array, or has more");
  }
}
