package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.store.ScanStore.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link ScanStore} promises. */
public abstract class ScanContract extends StoreContract {

  private static final Instant LATER = NOON.plusSeconds(1);

  @Test
  void aScanIsFollowedFromTheWishToItsEnd() {
    long id = store.scans().create("main", APP, "latest", "push", NOON);
    assertThat(store.scans().find(id))
        .hasValue(
            new ScanRecord(
                id, "main", APP, "latest", null, "push", "Queued", "", NOON, null, null, null));

    store.scans().enter(id, new Transition("Resolve", "", NOON));
    store.scans().resolved(id, digest("a"));
    store.scans().enter(id, new Transition("ReadLayers", "3 layers", LATER));
    assertThat(store.scans().unfinished("main", APP, "latest")).isPresent();
    store.scans().finish(id, new Transition("Done", "", LATER), null);
    reopen();

    assertThat(store.scans().find(id))
        .hasValue(
            new ScanRecord(
                id,
                "main",
                APP,
                "latest",
                digest("a"),
                "push",
                "Done",
                "",
                NOON,
                NOON,
                LATER,
                null));
    assertThat(store.scans().history(id))
        .containsExactly(
            new Transition("Resolve", "", NOON),
            new Transition("ReadLayers", "3 layers", LATER),
            new Transition("Done", "", LATER));
    assertThat(store.scans().unfinished("main", APP, "latest")).isEmpty();
  }

  @Test
  void aFailureSaysWhy() {
    long id = store.scans().create("main", APP, "latest", "push", NOON);
    store.scans().finish(id, new Transition("Failed", "", LATER), "the registry refused");

    assertThat(store.scans().find(id).orElseThrow().failure()).isEqualTo("the registry refused");
  }

  @Test
  void theHistoryOfAScanThatIsRetriedForEverIsBounded() {
    long id = store.scans().create("main", APP, "latest", "push", NOON);
    IntStream.range(0, 150)
        .forEach(i -> store.scans().enter(id, new Transition("Waiting", "try " + i, NOON)));

    assertThat(store.scans().history(id))
        .hasSize(100)
        .last()
        .extracting(Transition::detail)
        .isEqualTo("try 149");
  }

  @Test
  void onlyScansThatEndedLongAgoAreForgotten() {
    long ended = store.scans().create("main", APP, "one", "push", NOON);
    long open = store.scans().create("main", APP, "two", "push", NOON);
    store.scans().finish(ended, new Transition("Done", "", NOON), null);

    assertThat(store.scans().prune(NOON.plus(Duration.ofDays(30)))).isEqualTo(1);
    assertThat(store.scans().find(ended)).isEmpty();
    assertThat(store.scans().history(ended)).isEmpty();
    assertThat(store.scans().find(open)).isPresent();
  }
}
