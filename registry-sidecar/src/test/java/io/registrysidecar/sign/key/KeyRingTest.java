package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {

  private static final byte[] DATA = "what is signed".getBytes(UTF_8);

  @TempDir Path temporary;

  private Instant now = Instant.parse("2026-11-28T12:00:00Z");

  private KeyRing ring(
      PasswordSource password, boolean generate, Map<KeyRole, KeySource> elsewhere) {
    return new KeyRing(
        new KeyRing.Settings(
            temporary.resolve("keys"), generate, password, "DE", "BE", "Example", elsewhere),
        () -> now);
  }

  private KeyRing ring() {
    return ring(PasswordSource.NONE, true, Map.of());
  }

  @Test
  void theFirstUseMakesAKeyAndLaterUsesTakeIt() throws Exception {
    Signer first = ring().signer(KeyRole.ATTESTATION);
    Signer second = ring().signer(KeyRole.ATTESTATION);

    assertThat(second.publicKey()).isEqualTo(first.publicKey());
    assertThat(KeyAlgorithm.of(first.publicKey())).contains(KeyAlgorithm.EC_P256);
    assertThat(first.chain()).hasSize(2);
    assertThat(first.chain().getFirst().getPublicKey()).isEqualTo(first.publicKey());
    assertThat(first.chain().getLast()).isEqualTo(ring().roots(KeyRole.ATTESTATION).getFirst());
  }

  @Test
  void scanResultsAndReleasesHaveNothingInCommon() throws Exception {
    Signer attestation = ring().signer(KeyRole.ATTESTATION);
    Signer release = ring().signer(KeyRole.RELEASE);

    assertThat(release.publicKey()).isNotEqualTo(attestation.publicKey());
    assertThat(release.chain()).doesNotContainAnyElementsOf(attestation.chain());
    assertThat(release.chain().getFirst().getSubjectX500Principal().getName())
        .contains("OU=released images");
  }

  @Test
  void privateFilesAreForThisUserOnly() throws Exception {
    ring().signer(KeyRole.ATTESTATION);

    assertThat(Files.getPosixFilePermissions(temporary.resolve("keys")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(keyFiles())
        .hasSize(2)
        .allSatisfy(file ->
            assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void withAPasswordPrivateKeysAreEncryptedAsCosignDoes() throws Exception {
    ring(TestKeys.PASSWORD, true, Map.of()).signer(KeyRole.ATTESTATION);

    assertThat(keyFiles())
        .allSatisfy(file ->
            assertThat(Files.readString(file))
                .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"));
    assertThatThrownBy(() -> ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("no password is configured");
  }

  @Test
  void manyThatStartAtOnceMakeOneKey() throws Exception {
    Set<String> hints = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(() -> PublicKeys.hint(ring().signer(KeyRole.ATTESTATION).publicKey()));
      }
      for (Future<String> hint : threads.invokeAll(starts)) {
        hints.add(hint.get());
      }
    }

    assertThat(hints).hasSize(1);
    assertThat(ring().keys(KeyRole.ATTESTATION)).hasSize(1);
  }

  @Test
  void afterRotationBothVerifyAndTheNewOneSigns() throws Exception {
    KeyRing ring = ring();
    Signer old = ring.signer(KeyRole.ATTESTATION);
    byte[] signature = old.sign(SignatureForm.SIGSTORE, DATA);
    now = now.plus(Duration.ofDays(30));

    RingKey made = ring.rotate(KeyRole.ATTESTATION, false);

    Signer current = ring.signer(KeyRole.ATTESTATION);
    assertThat(current.publicKey()).isEqualTo(made.publicKey()).isNotEqualTo(old.publicKey());
    assertThat(current.chain().getLast()).isEqualTo(old.chain().getLast());
    RingKey retired = known(ring, old.publicKey());
    assertThat(retired.retired()).isEqualTo(now);
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
    KeyRing ring = ring();
    Signer old = ring.signer(KeyRole.ATTESTATION);

    ring.rotate(KeyRole.ATTESTATION, true);

    assertThat(known(ring, old.publicKey()).verifies()).isFalse();
    assertThat(ring.roots(KeyRole.ATTESTATION))
        .singleElement()
        .isEqualTo(ring.signer(KeyRole.ATTESTATION).chain().getLast())
        .isNotEqualTo(old.chain().getLast());
  }

  @Test
  void aCompromisedKeyDoesNotComeBackFromElsewhere() throws Exception {
    KeyRing ring = ring();
    ring.signer(KeyRole.ATTESTATION);
    Path old =
        keyFiles().stream().filter(f -> !f.toString().contains("root")).findFirst().orElseThrow();
    ring.rotate(KeyRole.ATTESTATION, true);
    KeyRing again =
        ring(
            PasswordSource.NONE,
            true,
            Map.of(KeyRole.ATTESTATION, () -> KeyFile.read(old, PasswordSource.NONE)));

    assertThatThrownBy(() -> again.signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("marked as compromised");
  }

  @Test
  void aCertificateIsRenewedForTheSameKeyUnderTheSameRoot() throws Exception {
    KeyRing ring = ring();
    Signer before = ring.signer(KeyRole.ATTESTATION);
    now = now.plus(Duration.ofDays(250));

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
    KeyRing ring = ring();
    Signer before = ring.signer(KeyRole.ATTESTATION);
    for (Path file : keyFiles()) {
      if (file.toString().contains("-root-")) {
        Files.delete(file);
      }
    }
    now = now.plus(Duration.ofDays(250));

    assertThat(ring.signer(KeyRole.ATTESTATION).chain()).isEqualTo(before.chain());
  }

  @Test
  void replicasThatMayNotMakeKeysSaySo() {
    assertThatThrownBy(() -> ring(PasswordSource.NONE, false, Map.of()).signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("signing.generate is false");
    assertThat(temporary.resolve("keys")).doesNotExist();
  }

  @Test
  void aKeyFromElsewhereIsCertifiedAndRemembered() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-rsa3072.key"), temporary);
    KeyRing own = ring();
    PublicKey before = own.signer(KeyRole.ATTESTATION).publicKey();
    KeyRing ring =
        ring(
            PasswordSource.NONE,
            true,
            Map.of(KeyRole.ATTESTATION, () -> KeyFile.read(file, PasswordSource.NONE)));

    Signer signer = ring.signer(KeyRole.ATTESTATION);

    assertThat(KeyAlgorithm.of(signer.publicKey())).contains(KeyAlgorithm.RSA_3072);
    assertThat(signer.chain().getFirst().getPublicKey()).isEqualTo(signer.publicKey());
    signer.chain().getFirst().verify(own.roots(KeyRole.ATTESTATION).getFirst().getPublicKey());
    assertThat(known(ring, before).retired()).isEqualTo(now);
    assertThat(ring.signer(KeyRole.ATTESTATION).chain()).isEqualTo(signer.chain());
  }

  @Test
  void oneKeyForBothRolesIsRefused() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-p256.key"), temporary);
    KeySource same = () -> KeyFile.read(file, PasswordSource.NONE);
    KeyRing ring =
        ring(PasswordSource.NONE, true, Map.of(KeyRole.ATTESTATION, same, KeyRole.RELEASE, same));
    ring.signer(KeyRole.ATTESTATION);

    assertThatThrownBy(() -> ring.signer(KeyRole.RELEASE))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it is also the key for scan results");
  }

  @Test
  void aDamagedIndexStopsRatherThanMakingNewKeys() throws Exception {
    ring().signer(KeyRole.ATTESTATION);
    Files.writeString(temporary.resolve("keys/index.json"), "{\"version\":1,\"keys\":[{}]}");

    assertThatThrownBy(() -> ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("index.json: it is damaged");
  }

  @Test
  void noFileNameOfTheIndexLeadsOutOfTheDirectory() throws Exception {
    ring().signer(KeyRole.ATTESTATION);
    Path index = temporary.resolve("keys/index.json");
    Files.writeString(
        index, Files.readString(index).replaceFirst("attestation-root-", "../attestation-root-"));

    assertThatThrownBy(() -> ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aSwappedPublicKeyIsNoticed() throws Exception {
    KeyRing ring = ring();
    ring.signer(KeyRole.ATTESTATION);
    ring.signer(KeyRole.RELEASE);
    Path attestation = publicFile("attestation-[0-9a-f]+\\.pub");
    Files.delete(attestation);
    Files.copy(publicFile("release-[0-9a-f]+\\.pub"), attestation);

    assertThatThrownBy(() -> ring.keys(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("another key than the index says");
  }

  private static RingKey known(KeyRing ring, PublicKey key) throws KeyFailure {
    return ring.keys(KeyRole.ATTESTATION).stream()
        .filter(each -> each.publicKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private Path publicFile(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("keys"))) {
      return files
          .filter(f -> f.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow();
    }
  }

  private List<Path> keyFiles() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("keys"))) {
      return files.filter(f -> f.toString().endsWith(".key")).toList();
    }
  }
}
