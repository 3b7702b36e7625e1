package io.registrysidecar;

import io.registrysidecar.intake.AttachmentCheck;
import io.registrysidecar.intake.DeletionCheck;
import io.registrysidecar.intake.ScanJobs;
import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.store.Store;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The jobs of the service: who does them, and how they come to be.
 *
 * @param scans does most of them
 * @param store knows images and scans
 * @param jobs the queue
 * @param clients the configured registries by their names
 * @param clock the time
 */
record ServiceJobs(
    ScanService scans,
    Store store,
    DurableJobs jobs,
    Map<String, DistributionClient> clients,
    Clock clock) {

  /** Who does which kind of job. */
  Map<String, JobHandler> handlers() {
    Map<String, JobHandler> handlers = new HashMap<>(scans.handlers());
    handlers.put(
        AttachmentCheck.KIND,
        new AttachmentCheck(Objects.requireNonNull(handlers.get(ScanService.SCAN))));
    handlers.put(
        DeletionCheck.KIND,
        new DeletionCheck(
            image -> {
              DistributionClient client = clients.get(image.registry());
              return client == null
                  || client
                      .resolve(image.repository(), new ManifestKey.ByDigest(image.digest()))
                      .isPresent();
            },
            store.images(),
            jobs,
            image -> jobs.enqueue(scans.withdrawal(image)),
            clock));
    return handlers;
  }

  /** Makes jobs of what is noticed. */
  ScanJobs noticed() {
    return (registry, repository, manifest, priority, wish) ->
        new Job(
            ScanService.SCAN,
            registry,
            repository,
            manifest,
            wish == null ? scans.generation() : scans.generation() + "/" + wish,
            priority,
            "");
  }

  /** Queues what somebody asked for; gives the number of the scan. */
  long request(String registry, RepositoryName repository, ManifestKey reference) {
    long id =
        store
            .scans()
            .create(registry, repository, reference.toString(), "request", clock.instant());
    jobs.enqueue(
        new Job(
            ScanService.SCAN,
            registry,
            repository,
            reference,
            "request-" + id,
            Priority.REQUEST,
            ""));
    return id;
  }
}
