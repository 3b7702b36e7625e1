package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobStore.Counts;
import io.registrysidecar.store.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurableJobsTest extends RunningQueue {

  @Test
  void aQueuedJobIsRunAndGone() {
    start(job -> done(job));
    assertThat(jobs.enqueue(job("app", "a"))).isTrue();

    awaitNothingLeft();
    assertThat(ran).containsExactly(job("app", "a"));
  }

  @Test
  void whatWasQueuedBeforeTheStartIsRunAfterIt() {
    jobs.enqueue(job("app", "a"));
    start(job -> done(job));

    awaitNothingLeft();
    assertThat(ran).containsExactly(job("app", "a"));
  }

  @Test
  void theSameJobQueuedWhileItRunsIsOneRun() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    assertThat(jobs.enqueue(job("app", "a"))).isFalse();
    gate.open();
    awaitNothingLeft();
    assertThat(ran).hasSize(1);
  }

  @Test
  void aNewGenerationQueuedWhileTheOldOneRunsIsRunAfterIt() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    assertThat(jobs.enqueue(generation("2"))).isTrue();
    jobs.enqueue(job("app", "other"));
    gate.awaitEntered(2);
    assertThat(ran).as("the two of one image never at once").doesNotContain(generation("2"));
    gate.open();
    awaitNothingLeft();
    assertThat(ran).containsExactly(job("app", "a"), job("app", "other"), generation("2"));
  }

  @Test
  void aFailedJobIsTriedAgainUntilItWorks() {
    start(job -> {
      ran.add(job);
      return ran.size() < 3 ? new Outcome.RetryLater("not yet", null) : new Outcome.Done();
    });
    jobs.enqueue(job("app", "a"));

    awaitNothingLeft();
    assertThat(ran).hasSize(3);
  }

  @Test
  void aJobThatNeverWorksBecomesADeadLetterThatSaysWhy() {
    start(job -> {
      ran.add(job);
      return new Outcome.RetryLater("the registry is down", null);
    });
    jobs.enqueue(job("app", "a"));

    DeadJob dead = awaitDead();
    assertThat(ran).hasSize(3);
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(dead.reason()).isEqualTo("gave up after 3 attempts; the last: the registry is down");
  }

  @Test
  void aJobThatCannotWorkIsNotTriedAgain() {
    start(job -> {
      ran.add(job);
      return new Outcome.GiveUp("access denied");
    });
    jobs.enqueue(job("app", "a"));

    assertThat(awaitDead().reason()).isEqualTo("access denied");
    assertThat(ran).hasSize(1);
  }

  @Test
  void anUnexpectedExceptionIsAFailureLikeAnyOther() {
    start(job -> {
      ran.add(job);
      throw new IllegalStateException("what now");
    });
    jobs.enqueue(job("app", "a"));

    assertThat(awaitDead().reason()).contains("IllegalStateException: what now");
    assertThat(ran).hasSize(3);
  }

  @Test
  void aJobThatNobodyCanDoIsSaid() {
    start(job -> done(job));
    jobs.enqueue(
        new Job("dance", "main", new RepositoryName("app"), key("a"), "1", Priority.PUSH, ""));

    assertThat(awaitDead().reason()).contains("dance");
  }

  @Test
  void aRetryWaitsForTheTimeThatTheRegistryNamed() {
    Instant named = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    start(job -> new Outcome.RetryLater("429", named));
    jobs.enqueue(job("app", "a"));

    await().until(() -> counts().waiting() == 1);
    StoredJob waiting = store.jobs().find(JobRows.row(job("app", "a")).id()).orElseThrow();
    assertThat(waiting.due()).isAfterOrEqualTo(named);
  }

  @Test
  void afterACrashARunningJobIsRunAgainAtOnce() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);

    DurableJobs next = jobs(SETTINGS);
    next.start(Map.of("scan", job -> done(job)));
    await().atMost(Duration.ofSeconds(5)).until(() -> ran.size() == 2);
    await().until(() -> counts().equals(new Counts(0, 0, 0, 0)));

    gate.open();
    next.close();
    assertThat(counts())
        .as("the late end of the first run changes nothing")
        .isEqualTo(new Counts(0, 0, 0, 0));
  }

  @Test
  void aStopInterruptsWhatDoesNotEndAndGivesItBack() {
    var gate = new Gate();
    start(gate);
    jobs.enqueue(job("app", "a"));
    gate.awaitEntered(1);
    jobs.close();

    StoredJob back = store.jobs().find(JobRows.row(job("app", "a")).id()).orElseThrow();
    assertThat(back.running()).isFalse();
    assertThat(back.attempts()).isZero();
    jobs = jobs(SETTINGS);
    start(job -> done(job));
    awaitNothingLeft();
    assertThat(ran).hasSize(2);
  }
}
