package io.registrysidecar.sign.key;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index of keys that somebody damaged or changed. */
class KeyIndexTest {

  @TempDir Path temporary;
  private KeyFolder keys;

  @BeforeEach
  void open() {
    keys = new KeyFolder(temporary.resolve("keys"));
  }

  @Test
  void aDamagedIndexStopsRatherThanMakingNewKeys() throws Exception {
    keys.ring().signer(KeyRole.ATTESTATION);
    Files.writeString(temporary.resolve("keys/index.json"), "{\"version\":1,\"keys\":[{}]}");

    assertThatThrownBy(() -> keys.ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("index.json: it is damaged");
  }

  @Test
  void noFileNameOfTheIndexLeadsOutOfTheDirectory() throws Exception {
    keys.ring().signer(KeyRole.ATTESTATION);
    Path index = temporary.resolve("keys/index.json");
    Files.writeString(
        index, Files.readString(index).replaceFirst("attestation-root-", "../attestation-root-"));

    assertThatThrownBy(() -> keys.ring().signer(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aSwappedPublicKeyIsNoticed() throws Exception {
    KeyRing ring = keys.ring();
    ring.signer(KeyRole.ATTESTATION);
    ring.signer(KeyRole.RELEASE);
    Path attestation = keys.file("attestation-[0-9a-f]+\\.pub");
    Files.delete(attestation);
    Files.copy(keys.file("release-[0-9a-f]+\\.pub"), attestation);

    assertThatThrownBy(() -> ring.keys(KeyRole.ATTESTATION))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("another key than the index says");
  }
}
