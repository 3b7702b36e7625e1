package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.store.ImageKey;
import java.util.Optional;

/** Removes what was published on images that are gone; registries leave it behind. */
final class WithdrawJobs implements JobHandler {

  static final String KIND = "withdraw";

  private final Places places;
  private final ResultPublisher publisher;
  private final Endings endings;

  WithdrawJobs(Places places, ResultPublisher publisher, Endings endings) {
    this.places = places;
    this.publisher = publisher;
    this.endings = endings;
  }

  static Job job(ImageKey image) {
    return new Job(
        KIND,
        image.registry(),
        image.repository(),
        new ManifestKey.ByDigest(image.digest()),
        "",
        Priority.BACKFILL,
        "");
  }

  @Override
  public Outcome run(Job job) throws InterruptedException {
    Optional<Place> place = places.of(job.registry(), job.repository());
    if (place.isEmpty() || !(job.reference() instanceof ManifestKey.ByDigest image)) {
      return Places.unknown(job);
    }
    // The manifest is gone, so nobody knows its size; only its digest matters.
    Subject subject =
        place.get().subject(Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, image.digest(), 0));
    try {
      if (place.get().client().resolve(job.repository(), image).isEmpty()) {
        publisher.withdraw(place.get().client(), subject);
      }
      return new Outcome.Done();
    } catch (SigningFailure e) {
      return new Outcome.GiveUp(
          "withdraw what was published on " + subject + ": " + e.getMessage());
    } catch (RegistryException e) {
      return e.failure() instanceof RegistryFailure.NotFound
          ? new Outcome.Done()
          : ScanJobs.outcome(endings.of(e.failure()));
    }
  }
}
