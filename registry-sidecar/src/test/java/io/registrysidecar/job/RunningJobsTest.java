package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

  private final RunningJobs running = new RunningJobs();

  @Test
  void aJobRunsOnlyOnceAtATime() {
    assertThat(running.begin("a")).isTrue();
    assertThat(running.begin("a")).isFalse();
    assertThat(running.isRunning("a")).isTrue();

    running.end("a");

    assertThat(running.isEmpty()).isTrue();
  }

  @Test
  void anInterruptionEndsWithTheJobThatItIsMeantFor() {
    running.begin("a");
    running.interrupt(List.of("a", "b"));
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    running.end("a");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aJobIsInterruptedOnce() {
    running.begin("a");
    running.interrupt(List.of("a"));
    assertThat(Thread.interrupted()).isTrue();

    running.interrupt(List.of("a"));

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whoDropsJobsItselfIsSpared() {
    running.begin("a");
    running.spareCurrent();

    running.interrupt(List.of("a"));

    assertThat(Thread.interrupted()).isFalse();
  }
}
