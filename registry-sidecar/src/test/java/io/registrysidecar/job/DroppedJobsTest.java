package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.RepositoryName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that nobody wants any more do not run, and what runs of them ends. */
class DroppedJobsTest extends RunningQueue {

  @Test
  void theJobsOfADeletedImageAreNotRun() {
    jobs.enqueue(job("app", "a"));
    assertThat(jobs.dropAll("main", new RepositoryName("app"), key("a"))).isEqualTo(1);
    start(job -> done(job));
    jobs.enqueue(job("app", "b"));

    awaitNothingLeft();
    assertThat(ran).containsExactly(job("app", "b"));
  }

  @Test
  void oneThatRunsIsInterruptedAndForgotten() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    jobs.dropAll("main", new RepositoryName("app"), key("a"));

    awaitNothingLeft();
    assertThat(gate.interrupted.get()).isEqualTo(1);
    assertThat(ran).hasSize(1);
  }

  @Test
  void oneThatAnotherProcessDropsIsInterruptedAndForgotten() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    store.jobs().drop(JobRows.row(job("app", "a")).id());

    awaitNothingLeft();
    assertThat(gate.interrupted.get()).isEqualTo(1);
  }

  @Test
  void oneThatIsWishedAgainAfterTheDropRunsAfresh() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    store.jobs().drop(JobRows.row(job("app", "a")).id());
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(2);

    gate.open();
    awaitNothingLeft();
    assertThat(gate.interrupted.get()).isEqualTo(1);
    assertThat(ran).hasSize(2);
  }

  @Test
  void whatElseRunsGoesOn() {
    var gate = new Gate();
    start(gate);
    jobs.enqueueAll(List.of(job("app", "a"), job("app", "b")));
    gate.awaitEntered(2);

    jobs.dropAll("main", new RepositoryName("app"), key("a"));

    await().until(() -> counts().running() == 1);
    gate.open();
    awaitNothingLeft();
    assertThat(gate.interrupted.get()).isEqualTo(1);
  }

  @Test
  void aJobThatDropsTheOthersOfItsSubjectEndsByItself() {
    start(job -> {
      jobs.dropAll("main", new RepositoryName("app"), key("a"));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      return done(job);
    });
    jobs.enqueue(job("app", "a"));

    awaitNothingLeft();
    assertThat(ran).hasSize(1);
  }
}
