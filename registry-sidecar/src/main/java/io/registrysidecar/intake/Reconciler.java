package io.registrysidecar.intake;

import io.registrysidecar.job.JobQueue;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.PublicationStore;
import io.registrysidecar.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds again what no notification told of: compares, time and again, what the tags of each
 * registry name with what is known. One registry is never compared twice at once, and asked for at
 * most fifty tags per second.
 */
public final class Reconciler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(20);

  private final Reconciliation reconciliation;
  private final RandomGenerator random;
  private final List<Thread> threads;

  /**
   * Begins, with a short random delay for each registry, so that they do not all begin at once.
   *
   * @param registries those to reconcile
   */
  public static Reconciler start(
      List<ReconciledRegistry> registries,
      ImageStore images,
      PublicationStore publications,
      JobQueue queue,
      ScanJobs scans,
      InstantSource clock,
      RandomGenerator random) {
    return new Reconciler(
        registries,
        new Reconciliation(
            images, publications, queue, scans, clock, () -> Thread.sleep(BETWEEN_REQUESTS)),
        random);
  }

  private Reconciler(
      List<ReconciledRegistry> registries, Reconciliation reconciliation, RandomGenerator random) {
    this.reconciliation = reconciliation;
    this.random = random;
    this.threads =
        registries.stream()
            .map(registry ->
                Thread.ofVirtual()
                    .name("reconcile-" + registry.name())
                    .start(() -> reconcileForEver(registry)))
            .toList();
  }

  private void reconcileForEver(ReconciledRegistry registry) {
    RegistryCondition condition = new RegistryCondition(registry.name());
    try {
      Thread.sleep(random.nextLong(1 + registry.interval().toMillis() / 10));
      while (true) {
        reconcile(registry, condition);
        long interval = registry.interval().toMillis();
        Thread.sleep(interval + random.nextLong(1 + interval / 20));
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("registry", registry.name()).log("reconciliation ended");
    }
  }

  private void reconcile(ReconciledRegistry registry, RegistryCondition condition)
      throws InterruptedException {
    try {
      Reconciliation.Result result = reconciliation.run(registry);
      if (result.failures().isEmpty()) {
        condition.well();
      } else {
        condition.failed(result.failures().getFirst());
      }
      if (result.queued() > 0) {
        LOG.atInfo()
            .addKeyValue("registry", registry.name())
            .addKeyValue("queued", result.queued())
            .log("reconciliation found what was missed");
      }
    } catch (RegistryException e) {
      if (e.failure() instanceof RegistryFailure.Cancelled) {
        throw new InterruptedException();
      }
      condition.failed(e.failure());
    } catch (StoreException e) {
      LOG.atError().addKeyValue("registry", registry.name()).setCause(e).log("not reconciled");
    }
  }

  /** Ends, also in the middle of a comparison. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
