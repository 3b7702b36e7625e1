package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is installed in one image: a pure function of its layers.
 *
 * @param distribution the operating system, or null when none was recognised
 * @param components sorted by package URL, then layer
 * @param notes where the inventory is incomplete
 */
public record Inventory(
    @Nullable Distribution distribution, List<Component> components, List<CoverageNote> notes) {

  /** Copies the lists. */
  public Inventory {
    components = List.copyOf(components);
    notes = List.copyOf(notes);
  }
}
