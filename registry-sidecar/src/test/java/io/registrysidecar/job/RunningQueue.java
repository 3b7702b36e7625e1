package io.registrysidecar.job;

import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore.Counts;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A queue on a database of its own, with jobs that can be made to wait. */
abstract class RunningQueue {

  static final JobSettings SETTINGS =
      new JobSettings(
          4, 2, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ofMillis(200));
  static final JobSettings ONE_WORKER =
      new JobSettings(1, 1, 3, Duration.ofMillis(1), Duration.ofMillis(5), 20, Duration.ZERO);

  @TempDir Path directory;
  SqliteStore store;
  DurableJobs jobs;
  final List<Job> ran = new CopyOnWriteArrayList<>();

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

  final DurableJobs jobs(JobSettings settings) {
    return new DurableJobs(
        store.jobs(),
        store.dataSource(),
        settings,
        InstantSource.system(),
        new SplittableRandom(1),
        Duration.ofMillis(20));
  }

  final void start(JobHandler handler) {
    jobs.start(Map.of("scan", handler));
  }

  final Outcome done(Job job) {
    ran.add(job);
    return new Outcome.Done();
  }

  final void awaitNothingLeft() {
    await().atMost(Duration.ofSeconds(30)).until(() -> counts().equals(new Counts(0, 0, 0, 0)));
  }

  final DeadJob awaitDead() {
    await().until(() -> counts().dead() == 1);
    return store.jobs().dead(JobFilter.ALL, PageRequest.first(1)).items().getFirst();
  }

  final Counts counts() {
    return store.jobs().counts(Instant.now());
  }

  static Job job(String repository, String image) {
    return new Job(
        "scan", "main", new RepositoryName(repository), key(image), "1", Priority.PUSH, "");
  }

  static Job urgent(String image, Priority priority) {
    return new Job("scan", "main", new RepositoryName("app"), key(image), "1", priority, "");
  }

  static Job generation(String generation) {
    return new Job(
        "scan", "main", new RepositoryName("app"), key("a"), generation, Priority.PUSH, "");
  }

  static ManifestKey key(String word) {
    return new ManifestKey.ByDigest(Digest.sha256(word.getBytes(StandardCharsets.UTF_8)));
  }

  /** A handler in which every job waits until the gate is opened. */
  final class Gate implements JobHandler {
    final Semaphore entered = new Semaphore(0);
    final CountDownLatch opened = new CountDownLatch(1);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    private int awaited;

    @Override
    public Outcome run(Job job) throws InterruptedException {
      ran.add(job);
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      entered.release();
      try {
        opened.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
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
