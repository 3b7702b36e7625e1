package io.registrysidecar.intake;

import io.registrysidecar.audit.EventType;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Inbox.AcceptedEvent;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.PublicationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch of events leads to: images heard of, tags moved, jobs queued. Running the same batch
 * twice is the same as once.
 *
 * <p>Deletions of tags take effect in the order of the events; everything else is gathered and
 * written in three transactions.
 */
final class Dispatch {

  private final LoopFilter filter;
  private final ImageStore images;
  private final PublicationStore publications;
  private final AuditLog history;
  private final JobQueue queue;
  private final ScanJobs scans;
  private final List<ImageStore.Push> pushes = new ArrayList<>();
  private final List<NewEvent> events = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();

  Dispatch(
      LoopFilter filter,
      ImageStore images,
      PublicationStore publications,
      AuditLog history,
      JobQueue queue,
      ScanJobs scans) {
    this.filter = filter;
    this.images = images;
    this.publications = publications;
    this.history = history;
    this.queue = queue;
    this.scans = scans;
  }

  /** Takes one event. */
  void add(AcceptedEvent accepted) throws UnreadableEvent {
    PushEvent event = EventCodec.read(accepted.event().payload());
    switch (filter.judge(event)) {
      case Verdict.Push() -> push(accepted.event().source(), event, accepted.event().receivedAt());
      case Verdict.Attached(Digest image) -> attached(accepted.event().source(), event, image);
      case Verdict.Deletion() ->
          deletion(accepted.event().source(), event, accepted.event().receivedAt());
      case Verdict.Drop(String reason) -> {}
    }
  }

  private void attached(String registry, PushEvent event, Digest image) {
    Digest digest = event.digest();
    if (digest == null || !publications.isOurs(registry, event.repository(), digest)) {
      jobs.add(AttachmentCheck.job(registry, event.repository(), image, event.id()));
    }
  }

  private void push(String registry, PushEvent event, Instant at) {
    Digest digest = event.digest();
    ManifestKey.Tag tag = event.tag();
    if (digest != null) {
      if (publications.isOurs(registry, event.repository(), digest)) {
        return;
      }
      ImageKey image = new ImageKey(registry, event.repository(), digest);
      pushes.add(new ImageStore.Push(image, tag == null ? null : tag.value(), at));
      events.add(pushed(image, event, at));
      jobs.add(
          scans.job(
              registry, event.repository(), new ManifestKey.ByDigest(digest), Priority.PUSH, null));
    } else if (tag != null) {
      jobs.add(scans.job(registry, event.repository(), tag, Priority.PUSH, event.id()));
    }
  }

  /** Who pushed is only known from here. */
  private static NewEvent pushed(ImageKey image, PushEvent event, Instant at) {
    Map<String, String> detail = new HashMap<>();
    if (event.tag() != null) {
      detail.put("tag", event.tag().value());
    }
    if (event.userAgent() != null) {
      detail.put("program", event.userAgent());
    }
    detail.put("repository", image.repository().value());
    Instant when = event.occurredAt();
    return new NewEvent(
        image,
        when == null || when.isAfter(at) ? at : when,
        EventType.PUSHED,
        event.actor(),
        detail,
        "pushed/" + event.id());
  }

  private void deletion(String registry, PushEvent event, Instant at) {
    write();
    Digest digest = event.digest();
    ManifestKey.Tag tag = event.tag();
    if (tag != null) {
      Optional<Digest> named =
          images
              .findByTag(registry, event.repository(), tag.value())
              .map(image -> image.key().digest());
      if (digest == null || named.filter(digest::equals).isPresent()) {
        images.untagged(registry, event.repository(), tag.value(), at);
        queue.dropAll(registry, event.repository(), tag);
      }
    }
    if (digest != null) {
      ImageKey image = new ImageKey(registry, event.repository(), digest);
      if (images.find(image).isPresent()) {
        jobs.add(DeletionCheck.job(image, Priority.PUSH, event.id()));
      }
    }
  }

  /** Writes what was gathered. */
  void write() {
    if (!pushes.isEmpty()) {
      images.pushed(pushes);
      pushes.clear();
      history.append(events);
      events.clear();
    }
    if (!jobs.isEmpty()) {
      queue.enqueueAll(jobs);
      jobs.clear();
    }
  }
}
