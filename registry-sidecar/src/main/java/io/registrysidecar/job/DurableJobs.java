package io.registrysidecar.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * How a job lives
 *
 * Jobs are rows (JobStore). db-scheduler polls for those that are due, picks one by writing its name into the row, keeps a
 * heartbeat while it runs, and finds rows whose heartbeat has stopped. What it does not know is decided by the queries around
 * it: identity, turns and wishes that come meanwhile in JobStore, limits in Slots and TurnQuery, outcomes in JobTask.
 *
 * Whoever queues a job wakes the scheduler after the commit, so polling is only for retries that fall due and for what other
 * processes (the jobs command) have queued; once a second an indexed query, nothing else.
 *
 * A crash at any moment leaves the row either picked or not. start() gives back everything that is picked: only one service
 * works on a state at a time (StateLock), so whoever had picked it is dead. Within a living process a row that lost its
 * heartbeat is given back after half a minute. A run that ends after its row was given to another changes nothing, because
 * the version in its lease is old.
 *
 * A job that is dropped while it runs is marked in its row, maybe by another process. Its thread is interrupted at once if it
 * was dropped here, else within the time between two polls; whichever way it ends then, its row is removed.
 */
/** The queue and who works it off. Jobs may be queued before it is started. */
public final class DurableJobs implements JobQueue, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DurableJobs.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;

  private final JobStore store;
  private final DataSource database;
  private final JobSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration poll;
  private final RunningJobs running = new RunningJobs();
  private final ScheduledExecutorService drops =
      Executors.newSingleThreadScheduledExecutor(daemon("jobs-drops"));
  private volatile @Nullable Scheduler scheduler;

  /**
   * Sets up the queue.
   *
   * @param store the rows
   * @param database where the rows are, for db-scheduler
   * @param settings how they are worked off
   * @param clock the time
   * @param random spreads retries
   */
  public DurableJobs(
      JobStore store,
      DataSource database,
      JobSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this(store, database, settings, clock, random, POLL);
  }

  DurableJobs(
      JobStore store,
      DataSource database,
      JobSettings settings,
      InstantSource clock,
      RandomGenerator random,
      Duration poll) {
    this.store = store;
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.poll = poll;
  }

  @Override
  public int enqueueAll(List<Job> jobs) {
    Instant now = clock.instant();
    int fresh = store.enqueue(jobs.stream().map(JobRows::row).toList(), now, now);
    checkForMore();
    return fresh;
  }

  /** Polling finds it when it is due. */
  @Override
  public boolean enqueueLater(Job job, Instant due) {
    return store.enqueue(List.of(JobRows.row(job)), clock.instant(), due) == 1;
  }

  @Override
  public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
    running.spareCurrent();
    int dropped = store.dropAll(registry, repository, reference.toString());
    interruptDropped();
    return dropped;
  }

  /**
   * Gives back what a process before had taken, and begins to work.
   *
   * @param handlers who does which kind of job
   */
  public void start(Map<String, JobHandler> handlers) {
    store.releaseAll(settings.interruptions(), clock.instant());
    Slots slots = new Slots(settings.workers(), settings.perRegistry());
    JobTask task =
        new JobTask(
            store,
            handlers,
            slots,
            running,
            new BackOff(settings.firstBackOff(), settings.longestBackOff(), random),
            settings.attempts(),
            clock,
            this::checkForMore);
    Scheduler built = scheduler(task, slots);
    scheduler = built;
    built.start();
    var _ =
        drops.scheduleWithFixedDelay(
            this::interruptDropped, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether no job is running in this process. */
  public boolean isQuiet() {
    return running.isEmpty();
  }

  private void interruptDropped() {
    if (running.isEmpty()) {
      return;
    }
    try {
      running.interrupt(store.dropped());
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("looking for dropped jobs failed, tried again");
    }
  }

  private Scheduler scheduler(JobTask task, Slots slots) {
    return Scheduler.create(database, task.task())
        .tableName(JobStore.TABLE)
        .jdbcCustomization(new TurnQuery(slots))
        .schedulerName(new SchedulerName.Fixed("sidecar-" + ProcessHandle.current().pid()))
        .clock(clock::instant)
        .threads(settings.workers())
        .executorService(
            Executors.newFixedThreadPool(
                settings.workers(), Thread.ofVirtual().name("job-", 0).factory()))
        .dueExecutor(Executors.newSingleThreadExecutor(daemon("jobs-due")))
        .housekeeperExecutor(Executors.newScheduledThreadPool(2, daemon("jobs-housekeeper")))
        .pollUsingFetch(0.5, 1.0)
        .pollingInterval(poll)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(settings.grace())
        .build();
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  private void checkForMore() {
    Scheduler started = scheduler;
    if (started != null) {
      started.triggerCheckForDueExecutions();
    }
  }

  /**
   * Takes no more jobs, lets the running ones end within the grace time, then interrupts them and
   * gives them back.
   */
  @Override
  public void close() {
    drops.shutdown();
    Scheduler started = scheduler;
    if (started != null) {
      started.stop();
    }
  }
}
