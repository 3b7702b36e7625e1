package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link LayerEvidenceStore} promises. */
public abstract class LayerEvidenceContract extends StoreContract {

  @Test
  void allThatIsKnownOfALayerIsFoundAtOnce() {
    store.layerEvidence().save(digest("layer"), "dpkg", 2, "curl".getBytes(UTF_8), NOON);
    store.layerEvidence().save(digest("layer"), "apk", 1, "zlib".getBytes(UTF_8), NOON);
    store.layerEvidence().save(digest("layer"), "npm", 1, new byte[0], NOON);
    store.layerEvidence().save(digest("other"), "dpkg", 2, "bash".getBytes(UTF_8), NOON);

    Map<String, byte[]> found =
        store.layerEvidence().of(digest("layer"), Map.of("dpkg", 2, "apk", 2, "npm", 1, "rpm", 1));

    assertThat(found).containsOnlyKeys("dpkg", "npm");
    assertThat(found.get("dpkg")).isEqualTo("curl".getBytes(UTF_8));
    assertThat(found.get("npm")).isEmpty();
  }

  @Test
  void evidenceIsFoundByLayerDetectorAndVersion() {
    store.layerEvidence().save(digest("layer"), "dpkg", 2, "curl".getBytes(UTF_8), NOON);

    assertThat(found(digest("layer"), "dpkg", 2))
        .hasValueSatisfying(found -> assertThat(found).asString(UTF_8).isEqualTo("curl"));
    assertThat(found(digest("layer"), "dpkg", 1)).isEmpty();
    assertThat(found(digest("layer"), "apk", 2)).isEmpty();
    assertThat(found(digest("other"), "dpkg", 2)).isEmpty();
  }

  @Test
  void nothingFoundIsEvidenceToo() {
    store.layerEvidence().save(digest("layer"), "dpkg", 1, new byte[0], NOON);

    assertThat(found(digest("layer"), "dpkg", 1))
        .hasValueSatisfying(found -> assertThat(found).isEmpty());
  }

  @Test
  void aNewVersionOfADetectorReplacesTheOldOne() {
    store.layerEvidence().save(digest("layer"), "dpkg", 1, "old".getBytes(UTF_8), NOON);
    store.layerEvidence().save(digest("layer"), "dpkg", 2, "new".getBytes(UTF_8), NOON);

    assertThat(found(digest("layer"), "dpkg", 1)).isEmpty();
    assertThat(found(digest("layer"), "dpkg", 2)).isPresent();
  }

  @Test
  void trimmingForgetsWhatWasUnusedLongest() {
    byte[] kilobyte = new byte[1024];
    new SecureRandom().nextBytes(kilobyte);
    for (int day = 0; day < 4; day++) {
      store
          .layerEvidence()
          .save(digest("day " + day), "dpkg", 1, kilobyte, NOON.plus(Duration.ofDays(day)));
    }
    store.layerEvidence().used(List.of(digest("day 0")), NOON.plus(Duration.ofDays(9)));

    assertThat(store.layerEvidence().trimTo(2500)).isEqualTo(2);
    assertThat(found(digest("day 0"), "dpkg", 1)).isPresent();
    assertThat(found(digest("day 1"), "dpkg", 1)).isEmpty();
    assertThat(found(digest("day 3"), "dpkg", 1)).isPresent();
  }

  private Optional<byte[]> found(Digest layer, String detector, int version) {
    return Optional.ofNullable(
        store.layerEvidence().of(layer, Map.of(detector, version)).get(detector));
  }
}
