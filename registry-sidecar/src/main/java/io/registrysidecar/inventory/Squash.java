package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
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

  /**
   * What is installed when {@code layers}, lowest first, lie upon each other.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public static Inventory squash(List<LayerEvidence> layers) {
    Squash squash = new Squash();
    for (int depth = 0; depth < layers.size(); depth++) {
      squash.lay(layers.get(depth), depth);
    }
    return squash.inventory();
  }

  private void lay(LayerEvidence layer, int depth) {
    notes.addAll(layer.notes());
    rootLinks.lay(layer.shape());
    Map<Place, Standing> before = hide(layer.shape());
    layer
        .found()
        .forEach((detector, files) -> {
          for (FileEvidence file : files) {
            checkInterrupted();
            Place place = new Place(detector.name(), rootLinks.resolve(file.path()));
            standing.put(
                place, standing(file, new Origin(layer.layer(), depth), before.get(place)));
          }
        });
  }

  private static void checkInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while layers were squashed");
    }
  }

  /** Takes away what {@code shape} hides; gives what was there. */
  private Map<Place, Standing> hide(LayerShape shape) {
    Map<Place, Standing> before = new HashMap<>();
    standing
        .entrySet()
        .removeIf(entry -> {
          checkInterrupted();
          boolean hidden = rootLinks.hides(shape, entry.getKey().path());
          if (hidden) {
            before.put(entry.getKey(), entry.getValue());
          }
          return hidden;
        });
    return before;
  }

  private static Standing standing(FileEvidence file, Origin here, @Nullable Standing before) {
    Map<Identity, Origin> origins = new HashMap<>();
    for (FileEvidence.PackageAt each : file.packages()) {
      Identity identity = Identity.of(each.fact());
      Origin origin = before == null ? null : before.origins().get(identity);
      origins.put(identity, origin == null ? here : origin);
    }
    return new Standing(file, here.depth(), origins);
  }

  private Inventory inventory() {
    forgetWhatNothingLeadsTo();
    Map<String, Distribution> named = new TreeMap<>();
    standing.forEach((place, there) -> {
      notes.addAll(there.file().notes());
      if (there.file().distribution() != null) {
        named.put(place.path(), there.file().distribution());
      }
    });
    DistributionChoice choice = DistributionChoice.of(named);
    notes.addAll(choice.notes());
    Claims claims = new Claims();
    standing.forEach((place, there) -> {
      if (!Claims.isClaim(place.detector())) {
        claims.see(place.detector(), there.file());
      }
    });
    ComponentList components = new ComponentList(choice.distribution());
    Map<String, Owners.Owner> owners = owners();
    Map<String, List<PackageFact>> possible = owners.isEmpty() ? Map.of() : distributionPackages();
    standing.forEach((place, there) -> {
      checkInterrupted();
      there.file().about().forEach(components::about);
      Owners.Owner owner = owners.get(there.file().path());
      for (FileEvidence.PackageAt each : believed(place, there, claims)) {
        PackageFact fact = each.fact();
        components.add(
            each,
            there.file().path(),
            there.origin(fact).layer(),
            owner == null || isOfDistribution(fact) ? null : installed(owner, possible));
      }
    });
    notes.addAll(claims.notes());
    notes.addAll(components.notes());
    return new Inventory(
        choice.distribution(),
        components.build(),
        new ArrayList<>(notes),
        components.dependencies(),
        digests());
  }

  private void forgetWhatNothingLeadsTo() {
    Set<String> led = new HashSet<>();
    for (Standing there : standing.values()) {
      there
          .file()
          .elsewhere()
          .forEach(each -> led.add(rootLinks.resolve(each.isEmpty() ? "" : each + "/")));
    }
    standing
        .keySet()
        .removeIf(place ->
            place.detector().equals(Claims.LINKED)
                && !led.contains(place.path().substring(0, place.path().lastIndexOf('/') + 1)));
  }

  private Map<String, Digest> digests() {
    Map<String, Digest> digests = new HashMap<>();
    for (Standing there : standing.values()) {
      ContentDigests content = there.file().digests();
      if (content != null) {
        digests.put(there.file().path(), content.sha256());
      }
    }
    return digests;
  }

  private static List<FileEvidence.PackageAt> believed(Place place, Standing there, Claims claims) {
    return Claims.isClaim(place.detector())
        ? claims.believed(place.detector(), there.file())
        : there.file().packages();
  }

  /** By path, which package says that what stands there is as it brought it. */
  private Map<String, Owners.Owner> owners() {
    Owners owners = new Owners(rootLinks);
    for (Standing there : standing.values()) {
      checkInterrupted();
      FileEvidence file = there.file();
      file.diversions().forEach(owners::diverted);
      file.about().forEach(about -> owners.claim(about, there.depthOf(about)));
      if (file.packages().stream().anyMatch(each -> !isOfDistribution(each.fact()))) {
        owners.file(file.path(), there.depth(), file.digests());
      }
    }
    return owners.find();
  }

  private Map<String, List<PackageFact>> distributionPackages() {
    Map<String, List<PackageFact>> byName = new HashMap<>();
    for (Standing there : standing.values()) {
      for (FileEvidence.PackageAt each : there.file().packages()) {
        if (isOfDistribution(each.fact())) {
          byName.computeIfAbsent(each.fact().name(), fresh -> new ArrayList<>()).add(each.fact());
        }
      }
    }
    return byName;
  }

  /** The package that an owner's name means; null when it was removed and left only its lists. */
  private static @Nullable PackageFact installed(
      Owners.Owner owner, Map<String, List<PackageFact>> possible) {
    List<PackageFact> named =
        possible.getOrDefault(owner.name(), List.of()).stream()
            .filter(fact -> fact.type().equals(owner.type()))
            .toList();
    return named.stream()
        .filter(fact -> Objects.equals(fact.architecture(), owner.architecture()))
        .findFirst()
        .orElse(named.isEmpty() ? null : named.getFirst());
  }

  private static boolean isOfDistribution(PackageFact fact) {
    return ComponentList.DISTRIBUTION_TYPES.contains(fact.type());
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
   * @param depth the layer that has the file
   * @param origins for each package the layer that introduced it
   */
  private record Standing(FileEvidence file, int depth, Map<Identity, Origin> origins) {

    /** The layer that brought the files of a package. */
    int depthOf(AboutPackage about) {
      for (Map.Entry<Identity, Origin> each : origins.entrySet()) {
        Identity identity = each.getKey();
        if (identity.name().equals(about.name())
            && identity.type().equals(about.type())
            && Objects.equals(identity.architecture(), about.architecture())) {
          return each.getValue().depth();
        }
      }
      return depth;
    }

    Origin origin(PackageFact fact) {
      Origin origin = origins.get(Identity.of(fact));
      if (origin == null) {
        throw new IllegalStateException("a package without a layer: " + fact);
      }
      return origin;
    }
  }

  /**
   * Where something came from.
   *
   * @param layer the layer
   * @param depth how many layers are below it
   */
  private record Origin(Digest layer, int depth) {}

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
