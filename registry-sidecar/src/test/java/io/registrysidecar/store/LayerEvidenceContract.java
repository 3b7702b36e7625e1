package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    assertThat(store.layerEvidence().find(digest("layer"), "dpkg", 2))
        .hasValueSatisfying(found -> assertThat(found).asString(UTF_8).isEqualTo("curl"));
    assertThat(store.layerEvidence().find(digest("layer"), "dpkg", 1)).isEmpty();
    assertThat(store.layerEvidence().find(digest("layer"), "apk", 2)).isEmpty();
    assertThat(store.layerEvidence().find(digest("other"), "dpkg", 2)).isEmpty();
  }

  @Test
  void nothingFoundIsEvidenceToo() {
    store.layerEvidence().save(digest("layer"), "dpkg", 1, new byte[0], NOON);

    assertThat(store.layerEvidence().find(digest("layer"), "dpkg", 1))
        .hasValueSatisfying(found -> assertThat(found).isEmpty());
  }

  @Test
  void aNewVersionOfADetectorReplacesTheOldOne() {
    store.layerEvidence().save(digest("layer"), "dpkg", 1, "old".getBytes(UTF_8), NOON);
    store.layerEvidence().save(digest("layer"), "dpkg", 2, "new".getBytes(UTF_8), NOON);

    assertThat(store.layerEvidence().find(digest("layer"), "dpkg", 1)).isEmpty();
    assertThat(store.layerEvidence().find(digest("layer"), "dpkg", 2)).isPresent();
  }

  @Test
  void severalLayersAreReadAtOnce() {
    store.layerEvidence().save(digest("one"), "dpkg", 1, "1".getBytes(UTF_8), NOON);
    store.layerEvidence().save(digest("two"), "dpkg", 1, "2".getBytes(UTF_8), NOON);

    assertThat(
            store
                .layerEvidence()
                .findAll(List.of(digest("one"), digest("two"), digest("three")), "dpkg", 1))
        .containsOnlyKeys(digest("one"), digest("two"));
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
    assertThat(store.layerEvidence().find(digest("day 0"), "dpkg", 1)).isPresent();
    assertThat(store.layerEvidence().find(digest("day 1"), "dpkg", 1)).isEmpty();
    assertThat(store.layerEvidence().find(digest("day 3"), "dpkg", 1)).isPresent();
  }
}
