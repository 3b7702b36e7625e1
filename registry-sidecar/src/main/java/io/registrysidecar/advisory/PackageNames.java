package io.registrysidecar.advisory;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of ecosystem and package names under which advisories and components meet. */
public final class PackageNames {

  private static final Pattern PEP_503 = Pattern.compile("[-_.]++");

  /**
   * Where names are the same in any case. Go's are not, by rights; but package URLs have them in
   * lower case, and hosts do not tell two modules apart by that.
   */
  private static final Set<String> ANY_CASE =
      Set.of("GitHub Actions", "Go", "NuGet", "Packagist", "SwiftURL");

  /** What a Swift package's address may have around the host and path that name it. */
  private static final Pattern ADDRESS = Pattern.compile("^https://|\\.git$");

  /** Stands for a module stream that is not known. */
  public static final String UNKNOWN_MODULE = "?";

  /** Stands for whatever module stream a package is in. */
  public static final String ANY_MODULE = "*";

  /** Begins the identifiers of what Red Hat says it does, as long as it has not done it. */
  public static final String RED_HAT_STATES = "REDHAT-";

  private PackageNames() {}

  /** The ecosystem without release, product or repository: {@code Debian} for {@code Debian:12}. */
  public static String baseOf(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }

  /**
   * The ecosystem that advisories are filed under: as published, but for Maven, whose suffix only
   * names a repository.
   */
  public static String ecosystem(String published) {
    return baseOf(published).equals("Maven") ? "Maven" : published;
  }

  /**
   * The name of an rpm package within a module stream, such as {@code nodejs:18}. Its versions are
   * not to be compared with those of packages of the same name elsewhere.
   */
  public static String inModule(String module, String name) {
    return module + "::" + name;
  }

  /**
   * The name that advisories are filed under: PEP 503 for PyPI, host and path of a Swift package's
   * address, lower case where the ecosystem ignores case, else as it is.
   */
  public static String name(String ecosystem, String published) {
    String base = baseOf(ecosystem);
    if (base.equals("PyPI")) {
      return PEP_503.matcher(published).replaceAll("-").toLowerCase(Locale.ROOT);
    }
    if (base.equals("SwiftURL")) {
      return ADDRESS.matcher(published).replaceAll("").toLowerCase(Locale.ROOT);
    }
    return ANY_CASE.contains(base) ? published.toLowerCase(Locale.ROOT) : published;
  }
}
