package io.registrysidecar.inventory;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How advisories in the OSV format name a distribution: one table.
 *
 * @param ecosystem the ecosystem without release, or {@code unknown:<id>} when OSV has none
 * @param release what stands after the colon, or null for rolling releases
 */
record OsvRelease(String ecosystem, @Nullable String release) {

  private static final Map<String, Rule> TABLE =
      Map.ofEntries(
          Map.entry("debian", new Rule("Debian", OsvRelease::debian)),
          Map.entry("ubuntu", new Rule("Ubuntu", OsvRelease::ubuntu)),
          Map.entry("alpine", new Rule("Alpine", OsvRelease::alpine)),
          Map.entry("wolfi", new Rule("Wolfi", os -> null)),
          Map.entry("chainguard", new Rule("Chainguard", os -> null)),
          Map.entry("minimos", new Rule("MinimOS", os -> null)),
          Map.entry("alpaquita", new Rule("Alpaquita", OsvRelease::versionOrStream)),
          Map.entry(
              "bellsoft-hardened-containers",
              new Rule("BellSoft Hardened Containers", OsvRelease::versionOrStream)),
          Map.entry("echo", new Rule("Echo", os -> null)),
          Map.entry("cleanstart", new Rule("CleanStart", os -> null)),
          Map.entry("rhel", new Rule("Red Hat", OsvRelease::redHat)),
          Map.entry("centos", new Rule("Red Hat", OsvRelease::centos)),
          Map.entry("ol", new Rule("Oracle Linux", OsvRelease::major)),
          Map.entry("fedora", new Rule("Fedora", OsvRelease::major)),
          Map.entry("arch", new Rule("Arch Linux", os -> null)),
          Map.entry("gentoo", new Rule("Gentoo", os -> null)),
          Map.entry("bottlerocket", new Rule("Bottlerocket", Distribution::versionId)),
          Map.entry("rocky", new Rule("Rocky Linux", OsvRelease::major)),
          Map.entry("almalinux", new Rule("AlmaLinux", OsvRelease::major)),
          Map.entry("amzn", new Rule("Amazon Linux", OsvRelease::amazon)),
          Map.entry("azurelinux", new Rule("Azure Linux", OsvRelease::major)),
          Map.entry("mariner", new Rule("Azure Linux", OsvRelease::major)),
          Map.entry("photon", new Rule("Photon OS", Distribution::versionId)),
          Map.entry("mageia", new Rule("Mageia", OsvRelease::major)),
          Map.entry("openeuler", new Rule("openEuler", OsvRelease::openEuler)),
          Map.entry("sles", new Rule("SUSE", OsvRelease::servicePack)),
          Map.entry("sle-micro", new Rule("SUSE", OsvRelease::micro)),
          Map.entry("opensuse-leap", new Rule("openSUSE", OsvRelease::leap)),
          Map.entry("opensuse-tumbleweed", new Rule("openSUSE", os -> "Tumbleweed")));

  /** Debian releases that have a code name before they have a number. */
  private static final Map<String, String> DEBIAN_CODENAMES =
      Map.of("bullseye", "11", "bookworm", "12", "trixie", "13", "forky", "14", "duke", "15");

  private static final Pattern PARENTHESES = Pattern.compile("\\(([A-Z0-9-]+)\\)");

  static OsvRelease of(Distribution named) {
    Distribution os = Derivatives.base(named);
    Rule rule = TABLE.get(os.id());
    return rule == null
        ? new OsvRelease("unknown:" + os.id(), os.versionId())
        : new OsvRelease(rule.ecosystem, rule.release.apply(os));
  }

  /** The major number; before Debian 7 the first two. */
  private static @Nullable String debian(Distribution os) {
    String version = os.versionId();
    if (version == null) {
      String codename = os.codename();
      return codename == null ? null : DEBIAN_CODENAMES.getOrDefault(codename, codename);
    }
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    return major.length() == 1 && major.charAt(0) < '7' ? version : major;
  }

  /** A number, or the name of the release that rolls on. */
  private static @Nullable String versionOrStream(Distribution os) {
    return os.versionId() == null ? os.codename() : os.versionId();
  }

  private static @Nullable String major(Distribution os) {
    String version = os.versionId();
    return version == null ? null : version.split("\\.", 2)[0];
  }

  /** The products whose repositories the packages are from, where they are known. */
  private static @Nullable String redHat(Distribution os) {
    return os.repositories().isEmpty()
        ? major(os)
        : os.repositories().stream()
            .map(product -> RedHatRepositories.inRelease(product, os.versionId()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
  }

  /** The stream runs ahead of Red Hat's releases, whose advisories do not tell what it has. */
  private static @Nullable String centos(Distribution os) {
    String major = major(os);
    return os.prettyName().contains("Stream") ? "stream" + major : major;
  }

  /** The first Amazon Linux was numbered by months. */
  private static @Nullable String amazon(Distribution os) {
    String major = major(os);
    return major != null && major.matches("201[1-8]") ? "1" : major;
  }

  /** {@code openEuler 24.03 (LTS-SP1)} is {@code 24.03-LTS-SP1}. */
  private static @Nullable String openEuler(Distribution os) {
    Matcher kind = PARENTHESES.matcher(os.prettyName());
    return os.versionId() != null && kind.find()
        ? os.versionId() + "-" + kind.group(1)
        : os.versionId();
  }

  /** {@code 15.4} is {@code 15 SP4}; from 16 on there are no service packs. */
  private static @Nullable String servicePack(Distribution os) {
    String version = os.versionId();
    return withProducts(
        os,
        version == null || !version.startsWith("1") || version.compareTo("16") >= 0
            ? version
            : version.replaceFirst("\\.", " SP"));
  }

  /** Products that are installed beside the base system have advisories of their own. */
  private static @Nullable String withProducts(Distribution os, @Nullable String release) {
    return release == null || os.repositories().isEmpty()
        ? release
        : release + "," + String.join(",", os.repositories());
  }

  private static @Nullable String micro(Distribution os) {
    return withProducts(os, os.versionId() == null ? null : "Micro " + os.versionId());
  }

  private static @Nullable String leap(Distribution os) {
    return os.versionId() == null ? null : "Leap " + os.versionId();
  }

  /** April of an even year is long-term support. */
  private static @Nullable String ubuntu(Distribution os) {
    String version = os.versionId();
    return version != null && version.matches("[0-9]*[02468]\\.04") ? version + ":LTS" : version;
  }

  private static @Nullable String alpine(Distribution os) {
    String version = os.versionId();
    if (version == null || version.equals("edge") || version.contains("_alpha")) {
      return "edge";
    }
    String[] parts = version.split("\\.", 3);
    return parts.length < 2 ? "v" + version : "v" + parts[0] + "." + parts[1];
  }

  /**
   * One row of the table.
   *
   * @param ecosystem as OSV names it
   * @param release gives the release, or null
   */
  private record Rule(String ecosystem, Function<Distribution, @Nullable String> release) {}
}
