package io.registrysidecar.scan;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.Attachment;
import io.registrysidecar.publish.PublicationLog;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Publication;
import io.registrysidecar.store.PublicationState;
import io.registrysidecar.store.PublicationStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The log of publications in the store. */
final class StorePublicationLog implements PublicationLog {

  private final PublicationStore store;
  private final PublicationHistory history;
  private final InstantSource clock;

  StorePublicationLog(PublicationStore store, PublicationHistory history, InstantSource clock) {
    this.store = store;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public List<Entry> of(Subject subject) {
    return store.manifests(key(subject)).stream()
        .map(recorded ->
            new Entry(
                Attachment.listed(recorded.manifest()),
                recorded.state() != PublicationState.INTENDED))
        .toList();
  }

  @Override
  public Optional<Attachment> attachment(Subject subject, Digest digest) {
    return store
        .artifact(key(subject), digest)
        .map(artifact -> Attachment.restore(artifact.manifest(), artifact.blobs().getFirst()));
  }

  @Override
  public void intend(Subject subject, Collection<Attachment> attachments) {
    if (!attachments.isEmpty()) {
      store.intend(
          key(subject),
          attachments.stream().map(StorePublicationLog::artifact).toList(),
          clock.instant());
    }
  }

  @Override
  public void seen(Subject subject, Collection<Digest> artifacts) {
    if (!artifacts.isEmpty()) {
      store.published(key(subject), artifacts, clock.instant());
      history.written(key(subject), artifacts, clock.instant());
    }
  }

  @Override
  public void removed(Subject subject, Collection<Digest> artifacts) {
    if (!artifacts.isEmpty()) {
      ImageKey image = key(subject);
      List<Publication> before = store.of(image);
      store.removed(image, artifacts, clock.instant());
      history.removed(image, before, artifacts, clock.instant());
    }
  }

  @Override
  public void settle(Subject subject, String inputs) {
    store.settle(key(subject), inputs);
  }

  @Override
  public Optional<String> settled(Subject subject) {
    return store.settled(key(subject));
  }

  private static Artifact artifact(Attachment attachment) {
    return new Artifact(
        attachment.type(),
        attachment.descriptor().mediaType(),
        attachment.digest(),
        attachment.manifest(),
        List.of(attachment.content()));
  }

  private static ImageKey key(Subject subject) {
    return new ImageKey(subject.registry(), subject.repository(), subject.manifest().digest());
  }
}
