package io.registrysidecar.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a package is named outside of its own ecosystem: as a package URL, and in advisories. */
final class PackageUrls {

  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private static final Map<String, Set<String>> TELLING =
      Map.of("conda", Set.of("build", "channel", "subdir", "type"), "julia", Set.of("uuid"));

  private PackageUrls() {}

  /**
   * The canonical package URL; {@code os} qualifies packages of a distribution.
   *
   * @throws MalformedPackageURLException if no package of this type can be named so
   */
  static String of(PackageFact fact, @Nullable Distribution os)
      throws MalformedPackageURLException {
    boolean ofOs = ComponentList.DISTRIBUTION_TYPES.contains(fact.type());
    Map<String, String> qualifiers = new TreeMap<>(fact.qualifiers());
    if (fact.architecture() != null) {
      qualifiers.put(fact.type().equals("gem") ? "platform" : "arch", fact.architecture());
    }
    if (ofOs && os != null) {
      qualifiers.put("distro", distro(os));
    }
    SourcePackage source = fact.source();
    if (source != null && !isSame(source, fact)) {
      qualifiers.put("upstream", upstream(source, fact));
    }
    if (fact.module() != null) {
      qualifiers.put("modularitylabel", fact.module());
    }
    String namespace = ofOs ? namespace(fact, os) : fact.namespace();
    String name = fact.type().equals("pypi") ? normalized(fact.name()) : fact.name();
    return new PackageURL(
            fact.type(), namespace, name, fact.version(), new TreeMap<>(qualifiers), null)
        .canonicalize();
  }

  /** The distribution; publishers of rpm packages are known by other names than their systems. */
  private static @Nullable String namespace(PackageFact fact, @Nullable Distribution os) {
    if (fact.type().equals("ebuild")) {
      return fact.namespace();
    }
    if (os == null) {
      return null;
    }
    if (!fact.type().equals("rpm")) {
      return os.id();
    }
    return switch (os.id()) {
      case "rhel" -> "redhat";
      case "opensuse-leap", "opensuse-tumbleweed" -> "opensuse";
      case "sles", "sles_sap", "sled", "sle-micro", "sl-micro", "suse-microos" -> "suse";
      default -> os.id();
    };
  }

  /**
   * Those of the qualifiers of a package URL that say which package it is, by the definition of its
   * type.
   */
  static Map<String, String> telling(String type, Map<String, String> qualifiers) {
    Map<String, String> telling = new TreeMap<>(qualifiers);
    telling.keySet().retainAll(TELLING.getOrDefault(type, Set.of()));
    return telling;
  }

  /** The ecosystem in which advisories about a package of a language are found. */
  static String ecosystem(PackageFact fact) {
    return switch (fact.type()) {
      case "maven" -> "Maven";
      case "npm" -> "npm";
      case "pypi" -> "PyPI";
      case "golang" -> "Go";
      case "bitnami" -> "Bitnami";
      case "cargo" -> "crates.io";
      case "composer" -> "Packagist";
      case "conan" -> "ConanCenter";
      case "cran" -> "CRAN";
      case "gem" -> "RubyGems";
      case "hackage" -> "Hackage";
      case "hex" -> "Hex";
      case "julia" -> "Julia";
      case "nuget" -> "NuGet";
      case "opam" -> "opam";
      case "pub" -> "Pub";
      case "swift" -> "SwiftURL";
      default -> "unknown:" + fact.type();
    };
  }

  /** The name as advisories write it. */
  static String advisoryName(PackageFact fact) {
    String namespace = fact.namespace();
    return switch (fact.type()) {
      case "maven" -> namespace == null ? fact.name() : namespace + ":" + fact.name();
      case "composer", "ebuild", "golang", "npm", "swift" ->
          namespace == null ? fact.name() : namespace + "/" + fact.name();
      case "pypi" -> normalized(fact.name());
      default -> fact.name();
    };
  }

  /** PEP 503. */
  static String normalized(String name) {
    return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  private static String distro(Distribution os) {
    String version = os.versionId() == null ? os.codename() : os.versionId();
    return version == null ? os.id() : os.id() + "-" + version;
  }

  private static boolean isSame(SourcePackage source, PackageFact fact) {
    return source.name().equals(fact.name()) && source.version().equals(fact.version());
  }

  private static String upstream(SourcePackage source, PackageFact fact) {
    return source.version().equals(fact.version())
        ? source.name()
        : source.name() + "@" + source.version();
  }
}
