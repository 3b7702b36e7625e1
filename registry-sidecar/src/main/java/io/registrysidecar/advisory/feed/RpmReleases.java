package io.registrysidecar.advisory.feed;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which release of which distribution a package was built for, by the tag that its release
 * ends with: {@code 3.el9_2}, {@code 1.fc39}, {@code 2.amzn2023}, {@code 5.oe2203sp1}.
 */
final class RpmReleases {

  private static final Pattern AMAZON = Pattern.compile(".*\\bamzn(\\d{1,4})\\b.*");
  private static final Pattern FEDORA = Pattern.compile(".*\\bfc(\\d{1,3})\\b.*");
  private static final Pattern ENTERPRISE = Pattern.compile(".*[.+]el(\\d{1,2})(?!\\d).*");
  private static final Pattern PHOTON = Pattern.compile(".*\\bph(\\d)\\b.*");

  /** The first release has one tag for all its service packs, so {@code oe1} tells nothing. */
  private static final Pattern OPEN_EULER = Pattern.compile(".*\\boe(2\\d)(0[39])(sp\\d)?\\b.*");

  /** Rebuilds of Red Hat's distribution, by what the identifiers of their updates begin with. */
  private static final Map<String, String> REBUILDS =
      Map.of("ALSA-", "AlmaLinux", "ELSA-", "Oracle Linux", "RLSA-", "Rocky Linux");

  private RpmReleases() {}

  /**
   * The ecosystem with its release.
   *
   * @param id of the update
   * @param release of the package
   * @return empty when neither tells
   */
  static Optional<String> ecosystem(String id, String release) {
    if (id.startsWith("FEDORA-EPEL-")) {
      return Optional.empty(); // packages beside another distribution
    }
    return number(AMAZON, release)
        .map(number -> "Amazon Linux:" + number)
        .or(() -> number(FEDORA, release).map(number -> "Fedora:" + number))
        .or(() -> number(PHOTON, release).map(number -> "Photon OS:" + number + ".0"))
        .or(() -> openEuler(release))
        .or(() -> rebuild(id, release));
  }

  private static Optional<String> rebuild(String id, String release) {
    return REBUILDS.entrySet().stream()
        .filter(rebuild -> id.startsWith(rebuild.getKey()))
        .findFirst()
        .flatMap(rebuild ->
            number(ENTERPRISE, release).map(number -> rebuild.getValue() + ":" + number));
  }

  /** The spring releases of even years are for long. */
  private static Optional<String> openEuler(String release) {
    Matcher tag = OPEN_EULER.matcher(release);
    if (!tag.matches()) {
      return Optional.empty();
    }
    String number = tag.group(1) + "." + tag.group(2);
    boolean isLong = tag.group(2).equals("03") && Integer.parseInt(tag.group(1)) % 2 == 0;
    String pack = tag.group(3) == null ? "" : "-" + tag.group(3).toUpperCase(Locale.ROOT);
    return Optional.of("openEuler:" + number + (isLong ? "-LTS" : "") + pack);
  }

  private static Optional<String> number(Pattern tag, String release) {
    Matcher found = tag.matcher(release);
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
