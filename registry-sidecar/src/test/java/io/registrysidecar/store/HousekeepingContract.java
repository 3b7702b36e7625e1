package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.event;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.store.ScanStore.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what is old goes and what is needed stays. */
public abstract class HousekeepingContract extends StoreContract {

  @Test
  void whatNobodyNeedsIsForgotten() {
    store.inbox().append(List.of(event("old"), event("open")));
    store.inbox().dispatched(List.of(store.inbox().undispatched(1).getFirst().sequence()), NOON);
    long scan = store.scans().create("main", APP, "v1", "push", NOON);
    store.scans().finish(scan, new Transition("Done", "", NOON), null);
    store.layerEvidence().save(digest("layer"), "dpkg", 1, new byte[9], NOON);
    store.images().seen(image("a"), NOON);

    new Housekeeping(
            store, new Housekeeping.Limits(Duration.ofDays(1), 10, Duration.ofDays(1), 1_000_000))
        .run(NOON.plus(Duration.ofDays(2)));

    assertThat(store.inbox().append(List.of(event("old")))).as("forgotten").isEqualTo(1);
    assertThat(store.inbox().append(List.of(event("open")))).as("still there").isZero();
    assertThat(store.scans().find(scan)).isEmpty();
    assertThat(store.layerEvidence().of(digest("layer"), Map.of("dpkg", 1))).isNotEmpty();
    assertThat(store.images().find(image("a"))).isPresent();
  }
}
