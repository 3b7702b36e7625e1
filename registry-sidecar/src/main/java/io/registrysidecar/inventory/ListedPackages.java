package io.registrysidecar.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an inventory of packages that somebody else has listed, by their package URLs. */
public final class ListedPackages {

  private static final Set<String> OF_DISTRIBUTIONS = Set.of("alpm", "apk", "deb", "opkg", "rpm");

  private final @Nullable Distribution os;
  private final ComponentList components;

  /** Begins with nothing; {@code os} is what the list says the packages were installed on. */
  public ListedPackages(@Nullable Distribution os) {
    this.os = os;
    this.components = new ComponentList(os);
  }

  /**
   * Adds a package.
   *
   * @param purl its package URL, with a version
   * @param stated what is known besides the package URL
   * @param layer the layer that it is said to be in
   * @param paths where it is said to be; may be empty
   * @return its package URL as the inventory has it
   * @throws MalformedPackageURLException if that is no package URL of one version, or the package
   *     is of another distribution than the rest
   */
  public String add(String purl, Stated stated, Digest layer, Collection<String> paths)
      throws MalformedPackageURLException {
    PackageFact fact = fact(new PackageURL(purl), stated);
    FileEvidence.PackageAt found = new FileEvidence.PackageAt(fact, null);
    PackageFact owner = stated.owner == null ? null : owner(stated.owner);
    for (String path : paths.isEmpty() ? List.of("") : paths) {
      components.add(found, path, layer, owner);
    }
    return PackageUrls.of(fact, os);
  }

  /** The inventory of what was added. */
  public Inventory inventory(List<CoverageNote> notes) {
    return inventory(notes, Map.of());
  }

  /**
   * The inventory of what was added.
   *
   * @param dependencies for each package URL those that the component needs
   */
  public Inventory inventory(List<CoverageNote> notes, Map<String, List<String>> dependencies) {
    List<CoverageNote> all = new ArrayList<>(notes);
    all.addAll(components.notes());
    return new Inventory(
        os,
        components.build().stream().map(ListedPackages::withoutEmptyPath).toList(),
        all,
        dependencies,
        Map.of());
  }

  /** Null when that is no package. */
  private @Nullable PackageFact owner(String purl) {
    try {
      return fact(new PackageURL(purl), new Stated("", null, null, List.of(), null));
    } catch (MalformedPackageURLException e) {
      return null;
    }
  }

  private PackageFact fact(PackageURL purl, Stated stated) throws MalformedPackageURLException {
    String namespace = purl.getNamespace();
    // Publishers of rpm packages are known by other names than their systems.
    boolean namesSystem =
        OF_DISTRIBUTIONS.contains(purl.getType()) && !purl.getType().equals("rpm");
    if (namesSystem && namespace != null && os != null && !namespace.equals(os.id())) {
      throw new MalformedPackageURLException(
          "it is of " + namespace + ", and the rest is of " + os.id());
    }
    return factOf(purl, stated);
  }

  /**
   * What a list says about one package, whatever the rest of the list is about.
   *
   * @throws MalformedPackageURLException if {@code purl} is no package URL of one version
   */
  public static PackageFact fact(String purl, Stated stated) throws MalformedPackageURLException {
    return factOf(new PackageURL(purl), stated);
  }

  /** Whether a package is one of a distribution. */
  public static boolean isOfDistribution(PackageFact fact) {
    return OF_DISTRIBUTIONS.contains(fact.type());
  }

  private static PackageFact factOf(PackageURL purl, Stated stated)
      throws MalformedPackageURLException {
    boolean ofDistribution = OF_DISTRIBUTIONS.contains(purl.getType());
    String version = purl.getVersion() == null ? stated.version : purl.getVersion();
    if (version.isBlank() || purl.getName().isBlank()) {
      throw new MalformedPackageURLException("it has no name or no version");
    }
    Map<String, String> qualifiers =
        purl.getQualifiers() == null ? Map.of() : Map.copyOf(purl.getQualifiers());
    String epoch = qualifiers.get("epoch");
    return PackageFact.of(
            purl.getType(),
            ofDistribution ? null : purl.getNamespace(),
            purl.getName(),
            epoch == null || version.contains(":") ? version : epoch + ":" + version)
        .ofArchitecture(qualifiers.get(purl.getType().equals("gem") ? "platform" : "arch"))
        .qualified(PackageUrls.telling(purl.getType(), qualifiers))
        .builtFrom(
            stated.source == null
                ? source(purl, qualifiers.get("upstream"), version)
                : stated.source)
        .maintainedBy(stated.maintainer)
        .licensed(stated.licenses);
  }

  /**
   * {@code name} or {@code name@version}; without a version it is that of the package. A package of
   * a distribution that names none was built from a source of its own name.
   */
  private static @Nullable SourcePackage source(
      PackageURL purl, @Nullable String upstream, String version) {
    if (upstream == null) {
      return OF_DISTRIBUTIONS.contains(purl.getType())
          ? new SourcePackage(purl.getName(), version)
          : null;
    }
    int at = upstream.indexOf('@');
    return at <= 0
        ? new SourcePackage(upstream, version)
        : new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1));
  }

  private static Component withoutEmptyPath(Component component) {
    return component.paths().contains("")
        ? component.withPaths(component.paths().stream().filter(path -> !path.isEmpty()).toList())
        : component;
  }

  /**
   * What a list says about a package besides its package URL.
   *
   * @param version for package URLs that have none; may be empty
   * @param source the source package, or null when only the package URL may know it
   * @param maintainer who built it, or null
   * @param licenses licence expressions or names
   * @param owner package URL of the package that it is part of, or null
   */
  public record Stated(
      String version,
      @Nullable SourcePackage source,
      @Nullable String maintainer,
      List<String> licenses,
      @Nullable String owner) {
    /** Copies the list. */
    public Stated {
      licenses = List.copyOf(licenses);
    }
  }
}
