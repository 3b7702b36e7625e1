package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which job runs next, and how many at once. */
class JobTurnsTest extends RunningQueue {

  @Test
  void oneRegistryGetsNoMoreThanItsShare() {
    var gate = new Gate();
    start(gate);
    jobs.enqueueAll(IntStream.range(0, 6).mapToObj(i -> job("app" + i, "a")).toList());
    gate.awaitEntered(2);
    Job elsewhere =
        new Job("scan", "other", new RepositoryName("x"), key("x"), "1", Priority.BACKFILL, "");
    jobs.enqueue(elsewhere);
    gate.awaitEntered(3);

    assertThat(ran).contains(elsewhere).hasSize(3);
    gate.open();
    awaitNothingLeft();
    assertThat(ran).hasSize(7);
    assertThat(gate.most.get()).as("two of main and one of other").isLessThanOrEqualTo(3);
  }

  @Test
  void noRepositoryStarvesAnother() {
    jobs = jobs(ONE_WORKER);
    jobs.enqueueAll(IntStream.range(0, 30).mapToObj(i -> job("greedy", "g" + i)).toList());
    jobs.enqueueAll(List.of(job("modest", "m0"), job("modest", "m1")));
    start(job -> done(job));

    awaitNothingLeft();
    assertThat(ran.subList(0, 4)).contains(job("modest", "m0"), job("modest", "m1"));
  }

  @Test
  void theUrgentGoesFirst() {
    jobs = jobs(ONE_WORKER);
    jobs.enqueueAll(
        List.of(
            urgent("backfill", Priority.BACKFILL),
            urgent("reevaluation", Priority.REEVALUATION),
            urgent("request", Priority.REQUEST),
            urgent("push", Priority.PUSH)));
    start(job -> done(job));

    awaitNothingLeft();
    assertThat(ran)
        .extracting(Job::priority)
        .containsExactly(Priority.PUSH, Priority.REQUEST, Priority.REEVALUATION, Priority.BACKFILL);
  }

  @Test
  void aThousandJobsOfManyRepositoriesAreEachRunOnce() {
    jobs =
        jobs(
            new JobSettings(
                8, 8, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ZERO));
    start(job -> done(job));
    for (int i = 0; i < 1000; i++) {
      jobs.enqueue(job("app" + i % 17, "a" + i));
    }

    awaitNothingLeft();
    assertThat(ran).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void aPushDoesNotWaitForLongBackfills() {
    var gate = new Gate();
    jobs =
        jobs(
            new JobSettings(
                3, 3, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ofMillis(200)));
    jobs.enqueueAll(
        IntStream.range(0, 9).mapToObj(i -> urgent("old" + i, Priority.BACKFILL)).toList());
    start(gate);
    gate.awaitEntered(2);

    jobs.enqueue(urgent("requested", Priority.REQUEST));
    jobs.enqueue(urgent("pushed", Priority.PUSH));
    gate.awaitEntered(3);

    assertThat(ran)
        .extracting(Job::priority)
        .containsExactly(Priority.BACKFILL, Priority.BACKFILL, Priority.PUSH);
    gate.open();
    awaitNothingLeft();
    // Two begin at once, in either order.
    assertThat(ran.subList(3, 5)).extracting(Job::priority).contains(Priority.REQUEST);
    assertThat(ran).hasSize(11);
  }

  @Test
  void pushesMayHaveAllPlaces() {
    var gate = new Gate();
    jobs.enqueueAll(IntStream.range(0, 2).mapToObj(i -> job("app" + i, "a")).toList());
    start(gate);
    gate.awaitEntered(2);

    assertThat(ran).hasSize(2);
    gate.open();
    awaitNothingLeft();
  }
}
