package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which referrers in the registries are ours.
 *
 * <p>An artifact is recorded before it is written, so that a notification of it, which may come
 * before the registry has answered, is known for what it is, and so that a retry after a crash
 * writes the same bytes again.
 */
public interface PublicationStore {

  /**
   * Records what is about to be written. What is recorded already stays as it is, except that a
   * removed one becomes intended again.
   */
  void intend(ImageKey subject, List<Artifact> artifacts, Instant at);

  /** Notes that these were seen in the registry. */
  void published(ImageKey subject, Collection<Digest> artifacts, Instant at);

  /** Notes that these are gone from the registry; their bytes are forgotten. */
  void removed(ImageKey subject, Collection<Digest> artifacts, Instant at);

  /**
   * Notes that everything of ours on a subject was seen in the registry. Whatever is intended or
   * removed afterwards undoes this.
   *
   * @param inputs what it was made of
   */
  void settle(ImageKey subject, String inputs);

  /** What the publication on a subject was made of, if all of it was seen in the registry. */
  Optional<String> settled(ImageKey subject);

  /** Everything of ours that may be in the registry: all but the removed, newest first. */
  List<Publication> of(ImageKey subject);

  /** The manifests of what is intended or published, newest first. */
  List<Recorded> manifests(ImageKey subject);

  /** The bytes of an artifact that is intended or published. */
  Optional<Artifact> artifact(ImageKey subject, Digest artifact);

  /** Whether a manifest is one of ours, in whatever state. */
  boolean isOurs(String registry, RepositoryName repository, Digest digest);

  /** Forgets what was removed before {@code before}; gives how many. */
  int prune(Instant before);

  /**
   * A manifest of ours.
   *
   * @param manifest its bytes; not to be modified
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Recorded(PublicationState state, byte[] manifest) {}
}
