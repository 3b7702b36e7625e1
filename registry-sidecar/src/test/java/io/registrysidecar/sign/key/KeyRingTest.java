package io.registrysidecar.sign.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first use makes a key; who starts later takes it. */
class KeyRingTest {

  @TempDir Path temporary;
  private KeyFolder keys;

  @BeforeEach
  void open() {
    keys = new KeyFolder(temporary.resolve("keys"));
  }

  @Test
  void theFirstUseMakesAKeyAndLaterUsesTakeIt() throws Exception {
    Signer first = keys.ring().signer(KeyRole.ATTESTATION);
    Signer second = keys.ring().signer(KeyRole.ATTESTATION);

    assertThat(second.publicKey()).isEqualTo(first.publicKey());
    assertThat(KeyAlgorithm.of(first.publicKey())).contains(KeyAlgorithm.EC_P256);
    assertThat(first.chain()).hasSize(2);
    assertThat(first.chain().getFirst().getPublicKey()).isEqualTo(first.publicKey());
    assertThat(first.chain().getLast())
        .isEqualTo(keys.ring().roots(KeyRole.ATTESTATION).getFirst());
  }

  @Test
  void scanResultsAndReleasesHaveNothingInCommon() throws Exception {
    Signer attestation = keys.ring().signer(KeyRole.ATTESTATION);
    Signer release = keys.ring().signer(KeyRole.RELEASE);

    assertThat(release.publicKey()).isNotEqualTo(attestation.publicKey());
    assertThat(release.chain()).doesNotContainAnyElementsOf(attestation.chain());
    assertThat(release.chain().getFirst().getSubjectX500Principal().getName())
        .contains("OU=released images");
  }

  @Test
  void privateFilesAreForThisUserOnly() throws Exception {
    keys.ring().signer(KeyRole.ATTESTATION);

    assertThat(Files.getPosixFilePermissions(temporary.resolve("keys")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(keys.keyFiles())
        .hasSize(2)
        .allSatisfy(file ->
            assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void withAPasswordPrivateKeysAreEncryptedAsCosignDoes() throws Exception {
    keys.ring(TestKeys.PASSWORD, true, Map.of()).signer(KeyRole.ATTESTATION);

    assertThat(keys.keyFiles())
        .allSatisfy(file ->
            assertThat(Files.readString(file))
                .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"));
    assertThatThrownBy(() -> keys.ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("no password is configured");
  }

  @Test
  void manyThatStartAtOnceMakeOneKey() throws Exception {
    Set<String> hints = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> PublicKeys.hint(keys.ring().signer(KeyRole.ATTESTATION).publicKey()));
      }
      for (Future<String> hint : threads.invokeAll(starts)) {
        hints.add(hint.get());
      }
    }

    assertThat(hints).hasSize(1);
    assertThat(keys.ring().keys(KeyRole.ATTESTATION)).hasSize(1);
  }

  @Test
  void replicasThatMayNotMakeKeysSaySo() {
    assertThatThrownBy(
            () -> keys.ring(PasswordSource.NONE, false, Map.of()).signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("signing.generate is false");
    assertThat(temporary.resolve("keys")).doesNotExist();
  }

  @Test
  void aKeyFromElsewhereIsCertifiedAndRemembered() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-rsa3072.key"), temporary);
    KeyRing own = keys.ring();
    PublicKey before = own.signer(KeyRole.ATTESTATION).publicKey();
    KeyRing ring =
        keys.ring(
            PasswordSource.NONE,
            true,
            Map.of(KeyRole.ATTESTATION, () -> KeyFile.read(file, PasswordSource.NONE)));

    Signer signer = ring.signer(KeyRole.ATTESTATION);

    assertThat(KeyAlgorithm.of(signer.publicKey())).contains(KeyAlgorithm.RSA_3072);
    assertThat(signer.chain().getFirst().getPublicKey()).isEqualTo(signer.publicKey());
    signer.chain().getFirst().verify(own.roots(KeyRole.ATTESTATION).getFirst().getPublicKey());
    assertThat(KeyFolder.known(ring, before).retired()).isEqualTo(keys.now());
    assertThat(ring.signer(KeyRole.ATTESTATION).chain()).isEqualTo(signer.chain());
  }

  @Test
  void oneKeyForBothRolesIsRefused() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-p256.key"), temporary);
    KeySource same = () -> KeyFile.read(file, PasswordSource.NONE);
    KeyRing ring =
        keys.ring(
            PasswordSource.NONE, true, Map.of(KeyRole.ATTESTATION, same, KeyRole.RELEASE, same));
    ring.signer(KeyRole.ATTESTATION);

    assertThatThrownBy(() -> ring.signer(KeyRole.RELEASE))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it is also the key for scan results");
  }
}
