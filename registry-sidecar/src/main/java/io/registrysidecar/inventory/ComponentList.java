package io.registrysidecar.inventory;

import com.github.packageurl.MalformedPackageURLException;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes components of packages. A package that is found in several files of one layer is one
 * component with several paths; found in two layers, it is two.
 */
final class ComponentList {

  /** Types of packages that advisories of a distribution are about. */
  static final Set<String> DISTRIBUTION_TYPES =
      Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");

  private final @Nullable Distribution os;
  private final @Nullable OsvRelease release;
  private final Map<Key, Draft> drafts = new TreeMap<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private final Map<String, SortedSet<String>> licenses = new HashMap<>();
  private final Dependencies dependencies = new Dependencies();
  private boolean osMissed;

  ComponentList(@Nullable Distribution os) {
    this.os = os;
    this.release = os == null ? null : OsvRelease.of(os);
  }

  /** Takes licences that were found elsewhere than the package. */
  void about(AboutPackage about) {
    if (!about.licenses().isEmpty()) {
      licenses
          .computeIfAbsent(about.type() + " " + about.name(), fresh -> new TreeSet<>())
          .addAll(about.licenses());
    }
  }

  void add(PackageAt found, String path, Digest layer) {
    add(found, path, layer, null);
  }

  /**
   * Adds a package.
   *
   * @param owner the package of the distribution that brought the file at {@code path}, or null
   */
  void add(PackageAt found, String path, Digest layer, @Nullable PackageFact owner) {
    PackageFact fact = found.fact();
    String place = found.inner() == null ? path : path + "!/" + found.inner();
    try {
      Key key =
          new Key(
              PackageUrls.of(fact, os), layer, owner == null ? null : PackageUrls.of(owner, os));
      Draft draft = drafts.computeIfAbsent(key, fresh -> new Draft(fact));
      draft.paths.add(place);
      dependencies.add(key.purl, fact, place);
      draft.licenses.addAll(fact.licenses());
      draft.told(fact.identification());
      osMissed |= os == null && DISTRIBUTION_TYPES.contains(fact.type());
    } catch (MalformedPackageURLException e) {
      notes.add(
          new CoverageNote(
              "package-unnameable",
              "a package was left out, as it cannot be called "
                  + fact.name()
                  + ": "
                  + e.getMessage(),
              layer,
              place));
    }
  }

  List<Component> build() {
    List<Component> components = new ArrayList<>(drafts.size());
    drafts.forEach((key, draft) -> components.add(component(key, draft)));
    return components;
  }

  /** By package URL, what each of them needs of the others. */
  Map<String, List<String>> dependencies() {
    return dependencies.find();
  }

  /** What could not be said about the packages that were added. */
  List<CoverageNote> notes() {
    List<CoverageNote> all = new ArrayList<>(notes);
    if (osMissed) {
      all.add(
          CoverageNote.of(
              "os-unknown",
              "the image has a package database but no os-release that says which distribution"
                  + " it is; its packages cannot be compared with advisories"));
    }
    return all;
  }

  private Component component(Key key, Draft draft) {
    PackageFact fact = draft.fact;
    boolean ofOs = DISTRIBUTION_TYPES.contains(fact.type());
    return new Component(
        key.purl,
        ofOs && release != null ? release.ecosystem() : PackageUrls.ecosystem(fact),
        ofOs && release != null ? release.release() : null,
        PackageUrls.advisoryName(fact),
        fact.version(),
        fact.source(),
        fact.maintainer(),
        key.layer,
        List.copyOf(draft.paths),
        key.owner,
        List.copyOf(draft.licenses(licenses.get(fact.type() + " " + fact.name()))),
        draft.identification);
  }

  /**
   * What makes a component.
   *
   * @param purl its package URL
   * @param layer the layer that introduced it
   * @param owner package URL of what brought its files, or null
   */
  private record Key(String purl, Digest layer, @Nullable String owner) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::purl)
          .thenComparing(Key::layer)
          .thenComparing(Key::owner, Comparator.nullsFirst(Comparator.naturalOrder()))
          .compare(this, other);
    }
  }

  /** A component in the making. */
  private static final class Draft {
    private final PackageFact fact;
    private final SortedSet<String> paths = new TreeSet<>();
    private final SortedSet<String> licenses = new TreeSet<>();

    private Identification identification;

    Draft(PackageFact fact) {
      this.fact = fact;
      this.identification = fact.identification();
    }

    /** The surest counts. */
    void told(Identification told) {
      if (told.basis().compareTo(identification.basis()) < 0) {
        identification = told;
      }
    }

    SortedSet<String> licenses(@Nullable SortedSet<String> elsewhere) {
      if (elsewhere != null) {
        licenses.addAll(elsewhere);
      }
      return licenses;
    }
  }
}
