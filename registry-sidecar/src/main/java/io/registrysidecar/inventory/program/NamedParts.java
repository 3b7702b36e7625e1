package io.registrysidecar.inventory.program;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sections whose places are known from the head of the file.
 *
 * @param parts where they are, by name
 */
record NamedParts(Map<String, Place> parts) implements Sections {

  /** Copies the map. */
  NamedParts {
    parts = Map.copyOf(parts);
  }

  @Override
  public @Nullable Place place(String name, FilePart file) {
    return parts.get(name);
  }
}
