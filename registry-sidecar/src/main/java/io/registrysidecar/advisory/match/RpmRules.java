package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Distributions that use rpm. Their advisories name packages, sources or both; what one says of the
 * package itself goes before what it says of the source. A source's epoch is not known where it is
 * installed, so epochs are left out of its comparison.
 *
 * <p>Packages of a module stream only meet advisories of that stream, and others only those of no
 * stream.
 */
class RpmRules implements EcosystemRules {

  /** What advisories name. */
  enum Named {
    BINARY,
    SOURCE,
    BOTH
  }

  private static final Pattern LABEL = Pattern.compile("[?&]modularitylabel=([^&#]++)");
  private static final Pattern STREAM = Pattern.compile("([^:]++:[^:]++)(?::.*+)?+");

  /** Whoever likes may build packages there. */
  private static final String HOMES = "obs://build.opensuse.org/";

  private final Named named;
  private final List<String> vendors;

  /**
   * Rules of one distribution.
   *
   * @param vendors parts, in lower case, of what the distribution calls itself in its packages
   */
  RpmRules(Named named, String... vendors) {
    this.named = named;
    this.vendors = List.of(vendors);
  }

  @Override
  public List<Wanted> packages(Component component) {
    SourcePackage source = component.source();
    List<Wanted> packages = new ArrayList<>();
    if (named != Named.SOURCE || source == null) {
      add(packages, component, component.name(), component.version(), true);
    }
    if (source != null
        && named != Named.BINARY
        && (named == Named.SOURCE || !source.name().equals(component.name()))) {
      add(packages, component, source.name(), source.version(), false);
    }
    return packages;
  }

  private static void add(
      List<Wanted> packages, Component component, String name, String version, boolean epochKnown) {
    String stream = stream(component);
    if (stream != null) {
      packages.add(new Wanted(PackageNames.inModule(stream, name), version, epochKnown));
      packages.add(
          new Wanted(
              PackageNames.inModule(PackageNames.UNKNOWN_MODULE, name), version, epochKnown));
    } else if (component.version().contains(".module")) {
      packages.add(
          new Wanted(PackageNames.inModule(PackageNames.ANY_MODULE, name), version, epochKnown));
    } else {
      packages.add(new Wanted(name, version, epochKnown));
    }
  }

  /** The module and stream, such as {@code nodejs:18}, that the package is labelled with. */
  private static @Nullable String stream(Component component) {
    Matcher label = LABEL.matcher(component.purl());
    if (!label.find()) {
      return null;
    }
    Matcher stream = STREAM.matcher(URLDecoder.decode(label.group(1), StandardCharsets.UTF_8));
    return stream.matches() ? stream.group(1) : null;
  }

  @Override
  public boolean firstDecides() {
    return true;
  }

  /**
   * Where the ranges of a row begin with a number, that is where its stream begins, and the
   * versions of a stream begin with its number.
   */
  @Override
  public boolean isOfSeries(Component component, Wanted wanted, AffectedRow row, boolean inside) {
    return inside
        || row.ranges().isEmpty()
        || row.ranges().stream().anyMatch(range -> isBegunBy(wanted.version(), range.getFirst()));
  }

  private static boolean isBegunBy(String version, Bound beginning) {
    if (beginning.kind() != Kind.INTRODUCED || beginning.version().equals("0")) {
      return true;
    }
    String number = withoutEpoch(beginning.version());
    String whole = withoutEpoch(version);
    return whole.startsWith(number)
        && (whole.length() == number.length() || !Character.isDigit(whole.charAt(number.length())));
  }

  private static String withoutEpoch(String version) {
    return version.substring(version.indexOf(':') + 1);
  }

  /** Packages that do not say who built them are taken to be the distribution's. */
  @Override
  public boolean isForeign(Component component) {
    String vendor = component.maintainer();
    if (vendor == null) {
      return ForeignPackages.includes(component);
    }
    String lowerCase = vendor.toLowerCase(Locale.ROOT);
    return lowerCase.startsWith(HOMES)
        || vendors.stream().noneMatch(lowerCase::contains)
        || ForeignPackages.includes(component);
  }

  @Override
  public boolean isDistribution() {
    return true;
  }
}
