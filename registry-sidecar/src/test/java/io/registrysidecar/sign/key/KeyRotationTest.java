package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that ends, or is compromised, and a certificate that is renewed. */
class KeyRotationTest {

  private static final byte[] DATA = "what is signed".getBytes(UTF_8);

  @TempDir Path temporary;
  private KeyFolder keys;

  @BeforeEach
  void open() {
    keys = new KeyFolder(temporary.resolve("keys"));
  }

  @Test
  void afterRotationBothVerifyAndTheNewOneSigns() throws Exception {
    KeyRing ring = keys.ring();
    Signer old = ring.signer(KeyRole.ATTESTATION);
    byte[] signature = old.sign(SignatureForm.SIGSTORE, DATA);
    keys.pass(Duration.ofDays(30));

    RingKey made = ring.rotate(KeyRole.ATTESTATION, false);

    Signer current = ring.signer(KeyRole.ATTESTATION);
    assertThat(current.publicKey()).isEqualTo(made.publicKey()).isNotEqualTo(old.publicKey());
    assertThat(current.chain().getLast()).isEqualTo(old.chain().getLast());
    RingKey retired = KeyFolder.known(ring, old.publicKey());
    assertThat(retired.retired()).isEqualTo(keys.now());
    assertThat(retired.verifies()).isTrue();
    assertThat(
            KeyAlgorithm.EC_P256.verifies(
                retired.publicKey(), SignatureForm.SIGSTORE, DATA, signature))
        .isTrue();
    assertThat(ring.keys(KeyRole.ATTESTATION))
        .extracting(RingKey::current)
        .containsExactly(true, false);
  }

  @Test
  void aCompromisedKeyDoesNotVerifyAndTakesItsRootWithIt() throws Exception {
    KeyRing ring = keys.ring();
    Signer old = ring.signer(KeyRole.ATTESTATION);

    ring.rotate(KeyRole.ATTESTATION, true);

    assertThat(KeyFolder.known(ring, old.publicKey()).verifies()).isFalse();
    assertThat(ring.roots(KeyRole.ATTESTATION))
        .singleElement()
        .isEqualTo(ring.signer(KeyRole.ATTESTATION).chain().getLast())
        .isNotEqualTo(old.chain().getLast());
  }

  @Test
  void aCompromisedKeyDoesNotComeBackFromElsewhere() throws Exception {
    KeyRing ring = keys.ring();
    ring.signer(KeyRole.ATTESTATION);
    Path old =
        keys.keyFiles().stream()
            .filter(f -> !f.toString().contains("root"))
            .findFirst()
            .orElseThrow();
    ring.rotate(KeyRole.ATTESTATION, true);
    KeyRing again =
        keys.ring(
            PasswordSource.NONE,
            true,
            Map.of(KeyRole.ATTESTATION, () -> KeyFile.read(old, PasswordSource.NONE)));

    assertThatThrownBy(() -> again.signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("marked as compromised");
  }

  @Test
  void aCertificateIsRenewedForTheSameKeyUnderTheSameRoot() throws Exception {
    KeyRing ring = keys.ring();
    Signer before = ring.signer(KeyRole.ATTESTATION);
    keys.pass(Duration.ofDays(250));

    Signer after = ring.signer(KeyRole.ATTESTATION);

    X509Certificate leaf = after.chain().getFirst();
    assertThat(after.publicKey()).isEqualTo(before.publicKey());
    assertThat(after.chain().getLast()).isEqualTo(before.chain().getLast());
    assertThat(leaf.getNotAfter()).isAfter(before.chain().getFirst().getNotAfter());
    assertThat(leaf.getSubjectX500Principal())
        .isEqualTo(before.chain().getFirst().getSubjectX500Principal());
    leaf.verify(after.chain().getLast().getPublicKey());
    assertThat(ring.signer(KeyRole.ATTESTATION).chain()).isEqualTo(after.chain());
  }

  @Test
  void withoutTheRootsKeyTheOldCertificateGoesOn() throws Exception {
    KeyRing ring = keys.ring();
    Signer before = ring.signer(KeyRole.ATTESTATION);
    for (Path file : keys.keyFiles()) {
      if (file.toString().contains("-root-")) {
        Files.delete(file);
      }
    }
    keys.pass(Duration.ofDays(250));

    assertThat(ring.signer(KeyRole.ATTESTATION).chain()).isEqualTo(before.chain());
  }
}
