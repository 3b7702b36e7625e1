package io.registrysidecar.job;

import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;

/** Where work is handed in. What was handed in is on disk when the method returns. */
public interface JobQueue {

  /** Queues a job; false when it was queued or running already. */
  default boolean enqueue(Job job) {
    return enqueueAll(List.of(job)) == 1;
  }

  /** Queues jobs, all or none; gives how many were not queued or running already. */
  int enqueueAll(List<Job> jobs);

  /** Queues a job that is not to be done before {@code due}; false when it was queued already. */
  boolean enqueueLater(Job job, Instant due);

  /**
   * Drops every job and dead letter that is about this manifest. One that runs is interrupted, but
   * for the one that calls this, and not tried again. Gives how many.
   */
  int dropAll(String registry, RepositoryName repository, ManifestKey reference);
}
