package io.registrysidecar.sign.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of keys, the rings that use it, and a clock of theirs. */
final class KeyFolder {

  private final Path directory;
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");

  KeyFolder(Path directory) {
    this.directory = directory;
  }

  Instant now() {
    return now;
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** A ring that makes keys, without a password. */
  KeyRing ring() {
    return ring(PasswordSource.NONE, true, Map.of());
  }

  KeyRing ring(PasswordSource password, boolean generate, Map<KeyRole, KeySource> elsewhere) {
    return new KeyRing(
        new KeyRing.Settings(directory, generate, password, "DE", "BE", "Example", elsewhere),
        () -> now);
  }

  /** What a ring knows of a key for scan results. */
  static RingKey known(KeyRing ring, PublicKey key) throws KeyFailure {
    return ring.keys(KeyRole.ATTESTATION).stream()
        .filter(each -> each.publicKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** The files of private keys. */
  List<Path> keyFiles() throws IOException {
    return files(".*\\.key");
  }

  /** The file whose name matches. */
  Path file(String pattern) throws IOException {
    return files(pattern).getFirst();
  }

  private List<Path> files(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).toList();
    }
  }
}
