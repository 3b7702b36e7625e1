package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OldGenerationTest {

  private static final Duration A_COLLECTION = Duration.ofMillis(80);

  private long alive = 20L << 20;
  private long used = alive;
  private long worked;
  private int collections;
  private boolean quiet;
  private final OldGeneration watch =
      new OldGeneration(() -> used, this::collect, () -> worked, () -> quiet);

  @Test
  void whatScansLeaveIsCollectedBeforeTheHeapIsFull() {
    used = OldGeneration.LEAST;

    watch.run();

    assertThat(collections).isEqualTo(1);
    assertThat(used).isEqualTo(alive);
  }

  @Test
  void whatAJobLeavesIsCollectedWhenItIsOver() {
    used = OldGeneration.LEAST_QUIET;
    watch.run();
    assertThat(collections).isZero();

    quiet = true;
    watch.run();

    assertThat(collections).isEqualTo(1);
    assertThat(used).isEqualTo(alive);
  }

  @Test
  void aServiceThatHasNothingToDoDoesNotCollectAgainAndAgain() {
    quiet = true;
    alive = OldGeneration.LEAST_QUIET;
    used = alive;
    watch.run();
    work(Duration.ofHours(1));

    watch.run();

    assertThat(collections).isEqualTo(1);
  }

  @Test
  void littleIsLeftAlone() {
    used = OldGeneration.LEAST - 1;

    watch.run();

    assertThat(collections).isZero();
  }

  @Test
  void whatLivesIsNotLookedAtAgainUntilSomethingHasComeToIt() {
    alive = 2 * OldGeneration.LEAST;
    used = alive;
    watch.run();
    work(Duration.ofHours(1));

    watch.run();
    assertThat(collections).isEqualTo(1);

    used += OldGeneration.GROWTH;
    watch.run();
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void collectingTakesASmallPartOfTheTimeOnly() {
    for (int round = 0; round < 600; round++) {
      used += OldGeneration.LEAST;
      watch.run();
      work(Duration.ofSeconds(1));
    }

    assertThat(A_COLLECTION.multipliedBy(collections).toNanos())
        .isBetween(worked / (2 * OldGeneration.SHARE), worked / (OldGeneration.SHARE + 1));
  }

  @Test
  void whatSomebodyElseHadCollectedCountsFromThere() {
    alive = 2 * OldGeneration.LEAST;
    used = alive;
    watch.run();
    work(Duration.ofHours(1));
    used = OldGeneration.LEAST;
    watch.run();

    used += OldGeneration.GROWTH;
    watch.run();

    assertThat(collections).isEqualTo(2);
  }

  @Test
  void theCollectorOfThisProcessCollects() {
    OldGeneration.ofThisProcess(() -> false)
        .ifPresent(real -> {
          long before = fullCollections();
          byte[][] kept = new byte[(int) (OldGeneration.LEAST >> 20) + 1][];
          for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1 << 20];
          }
          System.gc();
          real.run();
          assertThat(kept).hasDimensions(kept.length, 1 << 20);
          assertThat(fullCollections()).isGreaterThan(before + 1);
        });
  }

  private static long fullCollections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> collector.getName().equals("MarkSweepCompact"))
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private void collect() {
    collections++;
    used = alive;
    work(A_COLLECTION);
  }

  private void work(Duration duration) {
    worked += duration.toNanos();
  }
}
