package io.registrysidecar.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it hangs on a component.
 *
 * @param id the preferred identifier
 * @param aliases its other identifiers
 * @param severity lower-case word
 * @param status lower-case word
 * @param fixed the version that fixes it, or null
 * @param detail the complete finding as JSON, for whoever renders it
 */
public record ComponentFinding(
    String id,
    List<String> aliases,
    String severity,
    String status,
    @Nullable String fixed,
    String detail) {

  /** Copies the aliases. */
  public ComponentFinding {
    aliases = List.copyOf(aliases);
  }
}
