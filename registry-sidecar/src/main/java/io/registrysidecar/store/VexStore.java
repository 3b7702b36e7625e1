package io.registrysidecar.store;

import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What operators say of vulnerabilities in images.
 *
 * <p>Each statement carries two marks: whether images were told that it began to count, and that it
 * ceased to. They are set after the telling, so that a crash in between tells twice and loses
 * nothing, and whoever records a statement needs to know nothing of whom it concerns.
 */
public interface VexStore {

  /** The most statements of one repository and its images that count at the same time. */
  int MOST = 500;

  /** Records a statement; empty when the repository has {@link #MOST} already. */
  Optional<StoredVex> add(VexScope scope, VexMark mark, String actor, Instant at);

  /** One statement, also one that does not count any more. */
  Optional<StoredVex> find(long id);

  /** Ends a statement; false when there is none of this number that counts. */
  boolean remove(long id, String actor, Instant at);

  /**
   * Statements about one of these manifests or about all of their repository, also those that do
   * not count any more, in the order in which they were recorded.
   */
  List<StoredVex> about(String registry, RepositoryName repository, Collection<Digest> manifests);

  /** Statements, newest first. */
  Page<StoredVex> list(VexFilter filter, Instant now, PageRequest page);

  /** Statements of whose beginning or end the images do not know yet, at most {@code limit}. */
  List<Untold> untold(Instant now, int limit);

  /** Notes that the images know. */
  void told(Untold change);

  /** Forgets statements that ended before {@code before}; gives how many. */
  int prune(Instant before);

  /**
   * A statement of which images have to be told.
   *
   * @param begun that it began to count
   * @param ended that it ceased to
   */
  record Untold(StoredVex statement, boolean begun, boolean ended) {}
}
