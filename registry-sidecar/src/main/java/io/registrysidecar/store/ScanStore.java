package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every scan and each state that it went through. */
public interface ScanStore {

  /** Records the wish for a scan, in the state {@code Queued}; gives its number. */
  long create(
      String registry, RepositoryName repository, String reference, String cause, Instant at);

  /** Notes what the reference was resolved to. */
  void resolved(long id, Digest digest);

  /** Persists a transition; the first one is the start. */
  void enter(long id, Transition transition);

  /** Persists the last transition; {@code failure} is null when all went well. */
  void finish(long id, Transition transition, @Nullable String failure);

  /** One scan. */
  Optional<ScanRecord> find(long id);

  /**
   * The states that a scan went through, oldest first; the latest hundred when it was retried very
   * often.
   */
  List<Transition> history(long id);

  /** The newest scan of an image that has not ended. */
  Optional<ScanRecord> unfinished(String registry, RepositoryName repository, String reference);

  /** Forgets scans that ended before {@code before}; gives how many. */
  int prune(Instant before);

  /**
   * A state that a scan has come to.
   *
   * @param state its name
   * @param detail what it has to say, or empty
   * @param at when
   */
  record Transition(String state, String detail, Instant at) {}
}
