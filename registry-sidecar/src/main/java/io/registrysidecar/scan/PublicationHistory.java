package io.registrysidecar.scan;

import io.registrysidecar.audit.EventType;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.Publication;
import io.registrysidecar.store.PublicationStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the chain of an image which results were written on it, replaced and removed. */
final class PublicationHistory {

  /** The detail that names the manifest that was written or removed. */
  static final String ARTIFACT = "artifact";

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String NOTATION = "application/vnd.cncf.notary.signature";

  private final PublicationStore publications;
  private final AuditLog log;
  private final String actor;

  PublicationHistory(PublicationStore publications, AuditLog log, String actor) {
    this.publications = publications;
    this.log = log;
    this.actor = actor;
  }

  /** These were seen in the registry; each is told of once. */
  void written(ImageKey image, Collection<Digest> artifacts, Instant at) {
    log.append(
        publications.of(image).stream()
            .filter(publication -> artifacts.contains(publication.digest()))
            .map(publication -> event(image, type(publication), publication, at))
            .toList());
  }

  /** These are gone. What has another of its type in its place was replaced. */
  void removed(ImageKey image, List<Publication> before, Collection<Digest> artifacts, Instant at) {
    Set<String> still =
        publications.of(image).stream().map(Publication::artifactType).collect(Collectors.toSet());
    log.append(
        before.stream()
            .filter(publication -> artifacts.contains(publication.digest()))
            .map(publication ->
                event(
                    image,
                    still.contains(publication.artifactType())
                        ? EventType.SUPERSEDED
                        : EventType.WITHDRAWN,
                    publication,
                    at))
            .toList());
  }

  private NewEvent event(ImageKey image, EventType type, Publication publication, Instant at) {
    return new NewEvent(
        image,
        at,
        type,
        actor,
        Map.of(
            ARTIFACT, publication.digest().toString(), "artifactType", publication.artifactType()),
        type.word() + "/" + publication.digest());
  }

  private static EventType type(Publication publication) {
    String type = publication.artifactType();
    return type.startsWith(BUNDLE) || type.equals(NOTATION)
        ? EventType.SIGNED
        : EventType.PUBLISHED;
  }
}
