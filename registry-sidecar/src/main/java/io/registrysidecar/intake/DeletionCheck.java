package io.registrysidecar.intake;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether an image is gone, and if so, notes it and drops its jobs.
 *
 * <p>A registry that tells of a deletion does not always mean it: some name the digest when only a
 * tag was removed, and the image may have been pushed again since. So the registry is asked first.
 */
public final class DeletionCheck implements JobHandler {

  /** The kind of these jobs. */
  public static final String KIND = "deletion";

  private static final Logger LOG = LoggerFactory.getLogger(DeletionCheck.class);

  private final ManifestPresence registry;
  private final ImageStore images;
  private final JobQueue jobs;
  private final Consumer<ImageKey> gone;
  private final InstantSource clock;

  /**
   * Wires the check.
   *
   * @param gone told when an image is gone, after its jobs were dropped
   */
  public DeletionCheck(
      ManifestPresence registry,
      ImageStore images,
      JobQueue jobs,
      Consumer<ImageKey> gone,
      InstantSource clock) {
    this.registry = registry;
    this.images = images;
    this.jobs = jobs;
    this.gone = gone;
    this.clock = clock;
  }

  static Job job(ImageKey image, Priority priority, String wish) {
    return new Job(
        KIND,
        image.registry(),
        image.repository(),
        new ManifestKey.ByDigest(image.digest()),
        wish,
        priority,
        "");
  }

  @Override
  public Outcome run(Job job) throws InterruptedException {
    if (!(job.reference() instanceof ManifestKey.ByDigest(var digest))) {
      return new Outcome.GiveUp("a deletion can be checked by digest only");
    }
    ImageKey image = new ImageKey(job.registry(), job.repository(), digest);
    try {
      if (!registry.isThere(image)) {
        gone(image);
      }
      return new Outcome.Done();
    } catch (RegistryException e) {
      return switch (e.failure()) {
        case RegistryFailure.NotFound missing -> {
          gone(image);
          yield new Outcome.Done();
        }
        case RegistryFailure.Cancelled cancelled -> throw new InterruptedException();
        case RegistryFailure.Retryable failure ->
            new Outcome.RetryLater(failure.message(), notBefore(failure));
        case RegistryFailure failure -> new Outcome.GiveUp(failure.message());
      };
    }
  }

  private @Nullable Instant notBefore(RegistryFailure.Retryable failure) {
    Duration wait = failure.retryAfter();
    return wait == null ? null : clock.instant().plus(wait);
  }

  private void gone(ImageKey image) {
    images.deleted(image, clock.instant());
    int dropped =
        jobs.dropAll(
            image.registry(), image.repository(), new ManifestKey.ByDigest(image.digest()));
    LOG.atInfo()
        .addKeyValue("image", image)
        .addKeyValue("jobs dropped", dropped - 1)
        .log("image gone");
    gone.accept(image);
  }
}
