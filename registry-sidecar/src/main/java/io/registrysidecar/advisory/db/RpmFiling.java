package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.OracleFlavours;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which names, and for which versions, what is said of an rpm package is filed, where
 * advisories leave something for the reader to know.
 *
 * <ul>
 *   <li>Red Hat and its rebuilds have several streams of a package in modules, told by the release
 *       of the version and the headline of the advisory. These rows are filed under the name within
 *       the stream; and once more for packages that have lost their label, which are then compared
 *       with the stream of their own version.
 *   <li>SUSE names the source, and beside it the fixed version of each package built from it.
 *   <li>Amazon's extra repositories have other versions of what is in the main one: {@code 5.10} of
 *       the kernel is not fixed by being newer than {@code 4.14}, nor affected by being older.
 *   <li>Oracle builds packages in {@linkplain OracleFlavours flavours} with epochs of their own.
 * </ul>
 */
final class RpmFiling {

  private static final Pattern STREAM =
      Pattern.compile("(?<![^\\s,])([A-Za-z][\\w.+-]*+:[A-Za-z0-9][\\w.+-]*+)");

  private static final Pattern EXTRA =
      Pattern.compile("ALAS2?[A-Z][A-Z_-]*?-?([0-9]++(?:\\.[0-9]++)*+)-20[0-9]{2}-[0-9]++");

  private RpmFiling() {}

  /** What to file of {@code affected}: mostly that itself. */
  static List<Affected> of(OsvRecord record, Affected affected) {
    return switch (PackageNames.baseOf(affected.ecosystem())) {
      case "AlmaLinux", "Fedora", "Red Hat", "Rocky Linux" ->
          isModular(affected) ? modular(record.summary(), affected) : List.of(affected);
      case "Oracle Linux" ->
          isModular(affected) ? modular(record.summary(), affected) : List.of(flavour(affected));
      case "SUSE", "openSUSE" ->
          affected.binaries().isEmpty() ? List.of(affected) : binaries(affected);
      case "Amazon Linux" -> List.of(extra(record.id(), affected));
      default -> List.of(affected);
    };
  }

  private static boolean isModular(Affected affected) {
    return fixes(affected).stream().anyMatch(version -> version.contains(".module"));
  }

  private static List<Affected> modular(String summary, Affected affected) {
    Set<String> streams = new TreeSet<>();
    for (Matcher stream = STREAM.matcher(summary); stream.find(); ) {
      streams.add(stream.group(1));
    }
    List<Affected> filed = new ArrayList<>();
    for (String stream : streams) {
      filed.add(affected.of(PackageNames.inModule(stream, affected.name()), affected.ranges()));
    }
    List<Range> ofStream = ranges(affected, streams);
    if (streams.isEmpty()) {
      filed.add(
          affected.of(
              PackageNames.inModule(PackageNames.UNKNOWN_MODULE, affected.name()), ofStream));
    }
    filed.add(
        affected.of(PackageNames.inModule(PackageNames.ANY_MODULE, affected.name()), ofStream));
    return filed;
  }

  /** Ranges that begin where the stream does: with its number, else with the major version. */
  private static List<Range> ranges(Affected affected, Set<String> streams) {
    String fix = fixes(affected).getFirst();
    String version = fix.substring(fix.indexOf(':') + 1);
    String beginning = version.split("[.-]", 2)[0];
    for (String stream : streams) {
      String number = stream.substring(stream.indexOf(':') + 1);
      if (version.startsWith(number + ".")) {
        beginning = number;
      }
    }
    return from(affected, beginning);
  }

  private static List<Affected> binaries(Affected affected) {
    List<Affected> filed = new ArrayList<>();
    affected
        .binaries()
        .forEach((name, version) ->
            filed.add(
                affected.of(
                    name,
                    List.of(
                        new Range(
                            List.of(new Event("introduced", "0"), new Event("fixed", version)))))));
    return filed;
  }

  private static Affected flavour(Affected affected) {
    return fixes(affected).stream()
        .findFirst()
        .map(fix -> affected.of(OracleFlavours.filed(affected.name(), fix), affected.ranges()))
        .orElse(affected);
  }

  private static Affected extra(String id, Affected affected) {
    Matcher topic = EXTRA.matcher(id);
    if (!topic.matches()) {
      return affected;
    }
    String number = topic.group(1);
    boolean isNumbered =
        fixes(affected).stream()
            .map(fix -> fix.substring(fix.indexOf(':') + 1))
            .anyMatch(fix -> fix.startsWith(number + ".") || fix.startsWith(number + "-"));
    return isNumbered ? affected.of(affected.name(), from(affected, number)) : affected;
  }

  /** The affected ranges, without what is before {@code beginning}, which has no epoch. */
  private static List<Range> from(Affected affected, String beginning) {
    String fix = fixes(affected).getFirst();
    String first = fix.substring(0, fix.indexOf(':') + 1) + beginning;
    return affected.ranges().stream()
        .map(range ->
            new Range(
                range.events().stream()
                    .map(event ->
                        event.kind().equals("introduced") && event.version().equals("0")
                            ? new Event("introduced", first)
                            : event)
                    .toList()))
        .toList();
  }

  private static List<String> fixes(Affected affected) {
    return affected.ranges().stream()
        .flatMap(range -> range.events().stream())
        .filter(event -> event.kind().equals("fixed"))
        .map(Event::version)
        .toList();
  }
}
