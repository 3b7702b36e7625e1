package io.registrysidecar.intake;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;

/**
 * Looks again at an image that somebody else has attached something to. Its layers are known; what
 * is written about it may have to take another form.
 *
 * <p>A scan of the image may be under way that has looked at what is attached already. The first
 * look may join it; the second one begins after whatever the event tells of.
 */
public final class AttachmentCheck implements JobHandler {

  /** The kind of these jobs. */
  public static final String KIND = "attached";

  private final JobHandler scans;

  /** Looks by scanning. */
  public AttachmentCheck(JobHandler scans) {
    this.scans = scans;
  }

  /** A look because of one event: each is a job of its own, so that none is taken for another. */
  static Job job(String registry, RepositoryName repository, Digest image, String event) {
    return new Job(
        KIND, registry, repository, new ManifestKey.ByDigest(image), event, Priority.PUSH, "");
  }

  @Override
  public Outcome run(Job job) throws InterruptedException {
    Outcome first = scans.run(job);
    return first instanceof Outcome.Done ? scans.run(job) : first;
  }
}
