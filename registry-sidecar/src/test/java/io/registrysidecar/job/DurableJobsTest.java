package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore.Counts;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredJob;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableJobsTest {

  private static final JobSettings SETTINGS =
      new JobSettings(
          4, 2, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ofMillis(200));
  private static final JobSettings ONE_WORKER =
      new JobSettings(1, 1, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ZERO);

  @TempDir Path directory;
  private SqliteStore store;
  private DurableJobs jobs;
  private final List<Job> ran = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, Instant.now());
    jobs = jobs(SETTINGS);
  }

  @AfterEach
  void close() {
    jobs.close();
    store.close();
  }

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

  private DurableJobs jobs(JobSettings settings) {
    return new DurableJobs(
        store.jobs(),
        store.dataSource(),
        settings,
        InstantSource.system(),
        new SplittableRandom(1),
        Duration.ofMillis(20));
  }

  private void start(JobHandler handler) {
    jobs.start(Map.of("scan", handler));
  }

  private Outcome done(Job job) {
    ran.add(job);
    return new Outcome.Done();
  }

  private void awaitNothingLeft() {
    await().atMost(Duration.ofSeconds(30)).until(() -> counts().equals(new Counts(0, 0, 0, 0)));
  }

  private DeadJob awaitDead() {
    await().until(() -> counts().dead() == 1);
    return store.jobs().dead(JobFilter.ALL, PageRequest.first(1)).items().getFirst();
  }

  private Counts counts() {
    return store.jobs().counts(Instant.now());
  }

  private static Job job(String repository, String image) {
    return new Job(
        "scan", "main", new RepositoryName(repository), key(image), "1", Priority.PUSH, "");
  }

  private static Job urgent(String image, Priority priority) {
    return new Job("scan", "main", new RepositoryName("app"), key(image), "1", priority, "");
  }

  private static Job generation(String generation) {
    return new Job(
        "scan", "main", new RepositoryName("app"), key("a"), generation, Priority.PUSH, "");
  }

  private static ManifestKey key(String word) {
    return new ManifestKey.ByDigest(Digest.sha256(word.getBytes(StandardCharsets.UTF_8)));
  }

  /** A handler in which every job waits until the gate is opened. */
  private final class Gate implements JobHandler {
    final Semaphore entered = new Semaphore(0);
    final CountDownLatch opened = new CountDownLatch(1);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private int awaited;

    @Override
    public Outcome run(Job job) throws InterruptedException {
      ran.add(job);
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      entered.release();
      try {
        opened.await();
      } finally {
        inside.decrementAndGet();
      }
      return new Outcome.Done();
    }

    void awaitEntered(int jobs) {
      entered.acquireUninterruptibly(jobs - awaited);
      awaited = jobs;
    }

    void open() {
      opened.countDown();
    }
  }
}
