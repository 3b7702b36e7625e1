package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is installed in one image: a pure function of its layers.
 *
 * @param distribution the operating system, or null when none was recognised
 * @param components sorted by package URL, then layer
 * @param notes where the inventory is incomplete
 * @param dependencies for each package URL the package URLs of the components that it needs,
 *     sorted, as far as its ecosystem says so
 * @param digests for each path with evidence what the file hashes to, where it was read whole
 */
public record Inventory(
    @Nullable Distribution distribution,
    List<Component> components,
    List<CoverageNote> notes,
    Map<String, List<String>> dependencies,
    Map<String, Digest> digests) {

  /** Copies the lists. */
  public Inventory {
    components = List.copyOf(components);
    notes = List.copyOf(notes);
    dependencies = Map.copyOf(dependencies);
    digests = Map.copyOf(digests);
  }

  /** An inventory of which neither dependencies nor digests are known. */
  public Inventory(
      @Nullable Distribution distribution, List<Component> components, List<CoverageNote> notes) {
    this(distribution, components, notes, Map.of(), Map.of());
  }

  /** The same as if no component belonged to another. */
  public Inventory withoutOwners() {
    return new Inventory(
        distribution,
        components.stream().map(Component::withoutOwner).toList(),
        notes,
        dependencies,
        digests);
  }
}
