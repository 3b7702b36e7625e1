package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what is queued. */
final class QueuedJobs implements JobQueue {

  private final List<Job> jobs = new CopyOnWriteArrayList<>();

  @Override
  public int enqueueAll(List<Job> wished) {
    jobs.addAll(wished);
    return wished.size();
  }

  @Override
  public boolean enqueueLater(Job job, Instant due) {
    return jobs.add(job);
  }

  @Override
  public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
    int before = jobs.size();
    jobs.removeIf(job -> job.reference().equals(reference));
    return before - jobs.size();
  }

  List<Job> take() {
    List<Job> taken = List.copyOf(jobs);
    jobs.clear();
    return taken;
  }
}
