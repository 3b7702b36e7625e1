package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.inventory.Component;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Red Hat's advisories are about products, by the last parts of their CPE names. An image that
 * lists the repositories that it was built from is asked about these; without a list, its packages
 * are taken to be from those that every subscription has.
 *
 * <p>A minor release that is looked after for longer begins as what everybody gets. So its packages
 * are compared with the updates for everybody too, but for the problems that its own stream has
 * something to say about; the fixes of later minor releases are not for it. In the same way, an
 * update of the minor release that a package is from, which the tag in its version tells, goes
 * before the updates of others for the same problem.
 */
final class RedHatRules extends RpmRules {

  private static final Pattern MAJOR =
      Pattern.compile("^(?:enterprise_linux|rhel_[a-z0-9]+):(\\d+)");

  /** A product of an extended stream with its repository: {@code rhel_eus:9.2::baseos}. */
  private static final Pattern EXTENDED =
      Pattern.compile("rhel_[a-z0-9]++:(\\d{1,4})\\.(\\d{1,4})::([a-z0-9_-]++)");

  /** The minor release that an update was built for: {@code el9_2}. */
  private static final Pattern TAG = Pattern.compile("\\.el(\\d{1,4})_(\\d{1,4})");

  /** The same of a package in a module, which mostly came out later: {@code module+el8.5.0}. */
  private static final Pattern MODULE = Pattern.compile("\\.module\\+el(\\d{1,4})\\.(\\d{1,4})\\.");

  /** What everybody gets: {@code enterprise_linux:9::baseos}, or the release as a whole. */
  private static final Pattern EVERYBODY =
      Pattern.compile(":enterprise_linux:(\\d{1,4})(?:::([a-z0-9_-]++))?$");

  /** What is built from {@code kernel}, and from {@code kernel-alt} and its forerunner. */
  private static final Pattern KERNEL = Pattern.compile("(?:kernel|perf|python-perf)(?:-.*)?");

  private static final Pattern USUAL = Pattern.compile("(?:\\d++:)?3\\.10\\.0-");

  private static final String ELS = "rhel_els:";

  private static final Terms LATER =
      new Terms(false, "the fix is in a later minor release, and not in its extended stream");

  RedHatRules() {
    super(Named.BOTH, "red hat", "centos", "scientific linux");
  }

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    if (release == null) {
      return List.of(component.ecosystem());
    }
    if (release.contains(":")) {
      return ofProducts(component.ecosystem(), release);
    }
    List<String> repositories =
        release.length() == 1 && release.charAt(0) < '8'
            ? List.of("server", "workstation")
            : List.of("baseos", "appstream", "crb");
    String product = component.ecosystem() + ":enterprise_linux:" + release;
    return Stream.concat(
            repositories.stream().map(repository -> product + "::" + repository),
            Stream.of(product))
        .toList();
  }

  /** Release 7 has two kernels, and the one for other processors is newer. */
  @Override
  public boolean isOfSeries(Component component, Wanted wanted, AffectedRow row, boolean inside) {
    String fix = row.lastFix();
    return (fix == null
            || !KERNEL.matcher(wanted.name()).matches()
            || isAlternative(fix) == isAlternative(wanted.version()))
        && super.isOfSeries(component, wanted, row, inside);
  }

  private static boolean isAlternative(String version) {
    return version.contains(".el7") && !USUAL.matcher(version).lookingAt();
  }

  @Override
  public boolean isOfOwnStream(Component component, String ecosystem, AffectedRow row) {
    String fix = row.lastFix();
    if (fix == null) {
      return false;
    }
    String own = tag(component.version());
    return isExtended(ecosystem) || (own != null && own.equals(tag(fix)));
  }

  @Override
  public @Nullable Terms terms(
      Component component, String ecosystem, String advisory, String fixed) {
    String release = component.release();
    Matcher everybody = EVERYBODY.matcher(ecosystem);
    if (release == null || !everybody.find()) {
      return null;
    }
    int major = Integer.parseInt(everybody.group(1));
    int minor = minor(release, major, everybody.group(2));
    return minor >= 0 && isLater(advisory, fixed, major, minor, component) ? LATER : null;
  }

  /**
   * The newest minor release that the image has packages of a repository from, or of any repository
   * where that is null; -1 when it has those of everybody.
   */
  private static int minor(String release, int major, @Nullable String repository) {
    int newest = -1;
    for (Matcher of = EXTENDED.matcher(release); of.find(); ) {
      if (Integer.parseInt(of.group(1)) == major
          && (repository == null || repository.equals(of.group(3)))) {
        newest = Math.max(newest, Integer.parseInt(of.group(2)));
      }
    }
    return newest;
  }

  /**
   * Where the day of an update is not known, the tag in its version tells; and without a tag, what
   * is newer than a tagged package began with a later minor release.
   */
  private static boolean isLater(
      String advisory, String fixed, int major, int minor, Component component) {
    return switch (RedHatMinors.order(advisory, major, minor)) {
      case WHILE_NEWEST -> false;
      case AFTERWARDS -> true;
      case UNKNOWN -> {
        Matcher tag = (fixed.contains(".module") ? MODULE : TAG).matcher(fixed);
        yield tag.find()
            ? Integer.parseInt(tag.group(2)) > minor
            : tag(component.version()) != null;
      }
    };
  }

  private static boolean isExtended(String ecosystem) {
    return ecosystem.contains(":rhel_");
  }

  private static @Nullable String tag(String version) {
    Matcher tag = TAG.matcher(version);
    return tag.find() ? tag.group() : null;
  }

  /**
   * Besides the products themselves, what an extended one began with, and what is said of the whole
   * release. Extended life cycle support ({@code rhel_els}) begins with the last minor release. The
   * streams that last longer than EUS ({@code rhel_aus}, {@code rhel_tus}, {@code rhel_e4s}) get
   * advisories of their own only when EUS has ended, and their packages are built upon its.
   */
  private static List<String> ofProducts(String ecosystem, String products) {
    Set<String> asked = new LinkedHashSet<>();
    Set<String> releases = new LinkedHashSet<>();
    for (String product : products.split(",")) {
      asked.add(ecosystem + ":" + product);
      Matcher major = MAJOR.matcher(product);
      if (major.find()) {
        releases.add(ecosystem + ":enterprise_linux:" + major.group(1));
      }
    }
    for (String product : products.split(",")) {
      Matcher extended = EXTENDED.matcher(product);
      if (extended.matches()) {
        asked.add(
            "%s:rhel_eus:%s.%s::%s"
                .formatted(ecosystem, extended.group(1), extended.group(2), extended.group(3)));
      }
    }
    for (String product : products.split(",")) {
      Matcher extended = EXTENDED.matcher(product);
      if (extended.matches()) {
        asked.add(
            "%s:enterprise_linux:%s::%s"
                .formatted(ecosystem, extended.group(1), extended.group(3)));
      } else if (product.startsWith(ELS)) {
        asked.add(
            "%s:enterprise_linux:%s::server".formatted(ecosystem, product.substring(ELS.length())));
      }
    }
    asked.addAll(releases);
    return List.copyOf(asked);
  }
}
