package io.registrysidecar.intake;

import io.registrysidecar.oci.RepositoryName;
import java.util.function.Predicate;

/**
 * A registry that sends notifications.
 *
 * @param name the registry's configured name
 * @param format one of {@link EventDecoders#formats()}
 * @param credential what it must show
 * @param repositories which of its repositories are looked after
 */
public record EventSource(
    String name,
    String format,
    SourceCredential credential,
    Predicate<RepositoryName> repositories) {

  /** Checks the format. */
  public EventSource {
    if (!EventDecoders.formats().contains(format)) {
      throw new IllegalArgumentException(
          "no event format " + format + "; use one of " + EventDecoders.formats());
    }
  }
}
