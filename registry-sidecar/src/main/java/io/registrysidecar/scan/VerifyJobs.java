package io.registrysidecar.scan;

import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobHandler;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.publish.PublishOutcome;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.publish.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks again, some time after a result was published where another program may overwrite it
 * without noticing, and publishes it again if so: twice, because a slow writer may come after the
 * first look.
 *
 * <p>The time of publication is in the job; how many looks there were follows from it and the
 * clock.
 */
final class VerifyJobs implements JobHandler, PublishStep.PublicationWatch {

  static final String KIND = "verify";

  private static final List<Duration> LOOKS =
      List.of(Duration.ofSeconds(30), Duration.ofMinutes(10));

  private final Places places;
  private final ResultPublisher publisher;
  private final JobQueue queue;
  private final Endings endings;
  private final InstantSource clock;

  VerifyJobs(
      Places places,
      ResultPublisher publisher,
      JobQueue queue,
      Endings endings,
      InstantSource clock) {
    this.places = places;
    this.publisher = publisher;
    this.queue = queue;
    this.endings = endings;
    this.clock = clock;
  }

  @Override
  public void published(Subject subject) {
    var publication = new Publication(clock.instant(), subject.manifest());
    queue.enqueueLater(
        new Job(
            KIND,
            subject.registry(),
            subject.repository(),
            new ManifestKey.ByDigest(subject.manifest().digest()),
            publication.at().toString(),
            Priority.REEVALUATION,
            publication.toString()),
        publication.at().plus(LOOKS.getFirst()));
  }

  @Override
  public Outcome run(Job job) throws InterruptedException {
    Optional<Place> place = places.of(job.registry(), job.repository());
    if (place.isEmpty()) {
      return Places.unknown(job);
    }
    Publication publication = Publication.parse(job);
    Instant now = clock.instant();
    if (now.isBefore(publication.at().plus(LOOKS.getFirst()))) {
      return later(publication, LOOKS.getFirst());
    }
    Outcome look = look(place.get(), place.get().subject(publication.subject()));
    return look instanceof Outcome.Done && now.isBefore(publication.at().plus(LOOKS.getLast()))
        ? later(publication, LOOKS.getLast())
        : look;
  }

  private Outcome look(Place place, Subject subject) throws InterruptedException {
    try {
      return switch (publisher.reassert(place.client(), subject)) {
        case PublishOutcome.Published published -> {
          if (published.fleeting()) {
            published(subject);
          }
          yield new Outcome.Done();
        }
        case PublishOutcome.SubjectGone _ -> new Outcome.Done();
        case PublishOutcome.Refused(var refusal) -> new Outcome.GiveUp(refusal.message());
      };
    } catch (RegistryException e) {
      return ScanJobs.outcome(endings.of(e.failure()));
    }
  }

  private static Outcome later(Publication publication, Duration look) {
    Instant due = publication.at().plus(look);
    return new Outcome.RetryLater("The next look is due at " + due + ".", due);
  }

  /**
   * What a job remembers.
   *
   * @param at when it was published
   * @param subject on what
   */
  private record Publication(Instant at, Descriptor subject) {

    static Publication parse(Job job) {
      String[] words = job.payload().split(" ", -1);
      if (words.length != 3 || !(job.reference() instanceof ManifestKey.ByDigest by)) {
        throw new IllegalArgumentException("not the payload of a verification: " + job);
      }
      return new Publication(
          Instant.parse(words[0]), Descriptor.of(words[1], by.digest(), Long.parseLong(words[2])));
    }

    @Override
    public String toString() {
      return at + " " + subject.mediaType() + " " + subject.size();
    }
  }
}
