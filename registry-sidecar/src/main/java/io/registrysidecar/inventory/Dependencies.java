package io.registrysidecar.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the components that each component needs, by the rules of its ecosystem. What is needed but
 * not installed is left out; versions are not compared, as an installer has done that.
 *
 * <ul>
 *   <li>Packages of distributions: the first alternative that is installed by its name, else all
 *       that provide it; for the same architecture where there are several.
 *   <li>npm: the package that Node.js would load, in this or an outer {@code node_modules}; where
 *       these are links, the only one of that name.
 *   <li>Python: the distribution of that name in the same directory, else wherever it is.
 *   <li>Go: modules of the same program; .NET: packages of the same program; PHP: packages of the
 *       same application.
 *   <li>Ruby, R, conda, OCaml: the package of that name in the same directory of packages, else
 *       wherever it is.
 *   <li>Java: an archive needs those that it contains.
 * </ul>
 */
final class Dependencies {

  private static final String NESTED = "!/";
  private static final String MODULES = "node_modules/";
  private static final String PACKAGE_JSON = "/package.json";

  /** Where pnpm, Yarn and Bun keep packages that they link together. */
  private static final Pattern STORE =
      Pattern.compile("(?:[^/]{1,255}/)*?node_modules/\\.(?:pnpm|store|bun)/");

  private final List<Installed> all = new ArrayList<>();
  private final Map<String, List<Installed>> byName = new HashMap<>();
  private final Map<String, List<Installed>> byProvided = new HashMap<>();
  private final Map<String, List<Installed>> byPlace = new HashMap<>();

  /** There is a component; {@code place} is where, with the path within an archive. */
  void add(String purl, PackageFact fact, String place) {
    Installed installed = new Installed(purl, fact, place);
    all.add(installed);
    byName
        .computeIfAbsent(key(fact, PackageUrls.advisoryName(fact)), _ -> new ArrayList<>())
        .add(installed);
    for (String provided : fact.relations().provides()) {
      byProvided.computeIfAbsent(key(fact, provided), _ -> new ArrayList<>()).add(installed);
    }
    byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).add(installed);
  }

  /** By package URL, what each needs. */
  Map<String, List<String>> find() {
    Map<String, SortedSet<String>> found = new TreeMap<>();
    for (Installed each : all) {
      for (List<String> alternatives : each.fact.relations().needs()) {
        alternatives.stream()
            .map(name -> meant(each, name))
            .filter(meant -> !meant.isEmpty())
            .findFirst()
            .ifPresent(meant -> meant.forEach(needed -> relate(each.purl, needed.purl, found)));
      }
      containedIn(each).ifPresent(outer -> relate(outer.purl, each.purl, found));
    }
    Map<String, List<String>> dependencies = new HashMap<>();
    found.forEach((purl, needs) -> dependencies.put(purl, List.copyOf(needs)));
    return dependencies;
  }

  private static void relate(String from, String to, Map<String, SortedSet<String>> found) {
    if (!from.equals(to)) {
      found.computeIfAbsent(from, purl -> new TreeSet<>()).add(to);
    }
  }

  private Collection<Installed> meant(Installed by, String name) {
    return switch (by.fact.type()) {
      case "npm" -> loaded(by, name);
      case "golang", "nuget" -> beside(by, byName.getOrDefault(key(by.fact, name), List.of()));
      case "composer" -> {
        List<Installed> named = beside(by, byName.getOrDefault(key(by.fact, name), List.of()));
        yield named.isEmpty()
            ? beside(by, byProvided.getOrDefault(key(by.fact, name), List.of()))
            : named;
      }
      case "conda", "cran", "gem", "opam" ->
          near(
              byName.getOrDefault(key(by.fact, name), List.of()),
              each -> Objects.equals(each.directory(), by.directory()));
      case "pypi" -> {
        List<Installed> named =
            byName.getOrDefault(key(by.fact, PackageUrls.normalized(name)), List.of());
        yield near(named, each -> Objects.equals(each.directory(), by.directory()));
      }
      default -> {
        List<Installed> named = byName.getOrDefault(key(by.fact, name), List.of());
        List<Installed> meant =
            named.isEmpty() ? byProvided.getOrDefault(key(by.fact, name), List.of()) : named;
        yield near(meant, each -> Objects.equals(each.fact.architecture(), by.fact.architecture()));
      }
    };
  }

  /** Those that the same file lists. */
  private static List<Installed> beside(Installed by, List<Installed> named) {
    return named.stream().filter(each -> each.place.equals(by.place)).toList();
  }

  /** Those that are near, or all when none is. */
  private static List<Installed> near(List<Installed> named, Predicate<Installed> isNear) {
    List<Installed> near = named.stream().filter(isNear).toList();
    return near.isEmpty() ? named : near;
  }

  /** Looks where Node.js looks: beside its own dependencies, then beside those around it. */
  private List<Installed> loaded(Installed by, String name) {
    if (!by.place.endsWith(PACKAGE_JSON) || by.place.contains(NESTED)) {
      // Yarn's lists name packages with their versions.
      return beside(by, byProvided.getOrDefault(key(by.fact, name), List.of()));
    }
    String from = by.place.substring(0, by.place.length() - PACKAGE_JSON.length() + 1);
    while (true) {
      List<Installed> there = byPlace.get(from + MODULES + name + PACKAGE_JSON);
      if (there != null) {
        return there;
      }
      int modules = from.lastIndexOf(MODULES);
      if (modules < 0) {
        return linked(by, name);
      }
      from = from.substring(0, modules);
    }
  }

  /**
   * Where packages are kept apart and linked together, the one of that name that is kept there; of
   * several, only the links tell.
   */
  private List<Installed> linked(Installed by, String name) {
    Matcher store = STORE.matcher(by.place);
    if (!store.lookingAt()) {
      return List.of();
    }
    List<Installed> kept =
        byName.getOrDefault(key(by.fact, name), List.of()).stream()
            .filter(each -> each.place.startsWith(store.group()))
            .toList();
    return kept.stream().map(Installed::purl).distinct().count() == 1 ? kept : List.of();
  }

  private Optional<Installed> containedIn(Installed inner) {
    int nested = inner.place.lastIndexOf(NESTED);
    List<Installed> outer =
        nested < 0 ? List.of() : byPlace.getOrDefault(inner.place.substring(0, nested), List.of());
    return outer.size() == 1 ? Optional.of(outer.getFirst()) : Optional.empty();
  }

  private static String key(PackageFact fact, String name) {
    return fact.type() + " " + name;
  }

  private record Installed(String purl, PackageFact fact, String place) {

    /** The directory in which its own directory is. */
    @Nullable String directory() {
      int own = place.lastIndexOf('/');
      int above = own < 0 ? -1 : place.lastIndexOf('/', own - 1);
      return above < 0 ? null : place.substring(0, above);
    }
  }
}
