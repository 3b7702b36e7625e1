package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is in the layers into what is in the image.
 *
 * <p>Layers are laid upon each other as a runtime would: what a layer hides is taken away, then
 * what it has is added. A package is said to come from the layer that introduced this version of
 * it: a package database is rewritten as a whole whenever anything is installed, so a package that
 * was in the file before it was rewritten keeps the layer that it had.
 */
public final class Squash {

  private final Map<Place, Standing> standing = new TreeMap<>();
  private final RootLinks rootLinks = new RootLinks();
  private final Set<CoverageNote> notes = new LinkedHashSet<>();

  private Squash() {}

  /** What is installed when {@code layers}, lowest first, lie upon each other. */
  public static Inventory squash(List<LayerEvidence> layers) {
    Squash squash = new Squash();
    layers.forEach(squash::lay);
    return squash.inventory();
  }

  private void lay(LayerEvidence layer) {
    notes.addAll(layer.notes());
    rootLinks.lay(layer.shape());
    Map<Place, Standing> before = hide(layer.shape());
    layer
        .found()
        .forEach((detector, files) -> {
          for (FileEvidence file : files) {
            Place place = new Place(detector.name(), rootLinks.resolve(file.path()));
            standing.put(place, standing(file, layer.layer(), before.get(place)));
          }
        });
  }

  /** Takes away what {@code shape} hides; gives what was there. */
  private Map<Place, Standing> hide(LayerShape shape) {
    Map<Place, Standing> before = new HashMap<>();
    standing
        .entrySet()
        .removeIf(entry -> {
          boolean hidden = rootLinks.hides(shape, entry.getKey().path());
          if (hidden) {
            before.put(entry.getKey(), entry.getValue());
          }
          return hidden;
        });
    return before;
  }

  private static Standing standing(FileEvidence file, Digest layer, @Nullable Standing before) {
    Map<Identity, Digest> origins = new HashMap<>();
    for (FileEvidence.PackageAt each : file.packages()) {
      Identity identity = Identity.of(each.fact());
      Digest origin = before == null ? null : before.origins().get(identity);
      origins.put(identity, origin == null ? layer : origin);
    }
    return new Standing(file, origins);
  }

  private Inventory inventory() {
    Map<String, Distribution> named = new TreeMap<>();
    standing.forEach((place, there) -> {
      notes.addAll(there.file().notes());
      if (there.file().distribution() != null) {
        named.put(place.path(), there.file().distribution());
      }
    });
    DistributionChoice choice = DistributionChoice.of(named);
    notes.addAll(choice.notes());
    ComponentList components = new ComponentList(choice.distribution());
    standing.forEach((place, there) ->
        there
            .file()
            .packages()
            .forEach(each -> components.add(each, there.file().path(), there.origin(each.fact()))));
    notes.addAll(components.notes());
    return new Inventory(choice.distribution(), components.build(), new ArrayList<>(notes));
  }

  /**
   * What decides which evidence replaces which.
   *
   * @param detector the detector's name
   * @param path the path, links in the root directory followed
   */
  private record Place(String detector, String path) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPath = path.compareTo(other.path);
      return byPath == 0 ? detector.compareTo(other.detector) : byPath;
    }
  }

  /**
   * Evidence that no layer has hidden so far.
   *
   * @param file the evidence
   * @param origins for each package the layer that introduced it
   */
  private record Standing(FileEvidence file, Map<Identity, Digest> origins) {
    Digest origin(PackageFact fact) {
      Digest origin = origins.get(Identity.of(fact));
      if (origin == null) {
        throw new IllegalStateException("a package without a layer: " + fact);
      }
      return origin;
    }
  }

  /** What makes a package the same package in the next version of a file. */
  private record Identity(
      String type,
      @Nullable String namespace,
      String name,
      String version,
      @Nullable String architecture) {
    static Identity of(PackageFact fact) {
      return new Identity(
          fact.type(), fact.namespace(), fact.name(), fact.version(), fact.architecture());
    }
  }
}
