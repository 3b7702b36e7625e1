package io.registrysidecar.intake;

import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A registry whose tags are compared with what is known, time and again.
 *
 * @param name the registry's configured name
 * @param source the registry
 * @param repositories which repositories are looked after
 * @param named the repositories, when they are all named in full; empty when the registry must be
 *     asked
 * @param interval from the end of one comparison to the beginning of the next, more than zero
 */
public record ReconciledRegistry(
    String name,
    TagSource source,
    Predicate<RepositoryName> repositories,
    List<RepositoryName> named,
    Duration interval) {

  /** Copies the list. */
  public ReconciledRegistry {
    named = List.copyOf(named);
  }
}
