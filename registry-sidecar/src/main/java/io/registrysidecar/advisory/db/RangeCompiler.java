package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which of the several ways in which a record can name versions counts. */
final class RangeCompiler {

  /** Versions that are affected: by ranges, or one by one where there is no range. */
  record Ranges(List<List<Bound>> ranges, List<String> versions) {}

  private static final Pattern LAST_KNOWN = Pattern.compile("(<=?) ?([^,\\s]+)");

  /** RustSec's words for records that are advice, not vulnerabilities. */
  private static final Set<String> ADVICE = Set.of("notice", "unmaintained", "unsound");

  private RangeCompiler() {}

  /** Empty when the package is not affected at all, or the record is no vulnerability. */
  static Optional<Ranges> compile(Affected affected) {
    String informational = affected.informational();
    if (informational != null && ADVICE.contains(informational)) {
      return Optional.empty();
    }
    List<Range> ranges = affected.ranges();
    // Where a Go module's versions are not semantic, its ordinary range says nothing but "all".
    if (!affected.customRanges().isEmpty() && ranges.stream().allMatch(RangeCompiler::isOpen)) {
      ranges = affected.customRanges();
    }
    if (!ranges.isEmpty()) {
      String lastKnown = affected.lastKnownAffected();
      return Optional.of(
          new Ranges(ranges.stream().map(range -> bounds(range, lastKnown)).toList(), List.of()));
    }
    return affected.versions().isEmpty()
        ? Optional.empty()
        : Optional.of(new Ranges(List.of(), List.copyOf(new TreeSet<>(affected.versions()))));
  }

  private static boolean isOpen(Range range) {
    return range.events().stream().allMatch(event -> event.kind().equals("introduced"));
  }

  private static List<Bound> bounds(Range range, @Nullable String lastKnown) {
    List<Bound> bounds = new ArrayList<>();
    for (Event event : range.events()) {
      bounds.add(new Bound(kind(event.kind()), event.version()));
    }
    if (lastKnown != null && isOpen(range)) {
      Matcher matcher = LAST_KNOWN.matcher(lastKnown);
      if (matcher.matches()) {
        boolean inclusive = matcher.group(1).equals("<=");
        bounds.add(new Bound(inclusive ? Kind.LAST_AFFECTED : Kind.LAST_KNOWN, matcher.group(2)));
      }
    }
    return bounds;
  }

  private static Kind kind(String event) {
    return switch (event) {
      case "introduced" -> Kind.INTRODUCED;
      case "fixed" -> Kind.FIXED;
      default -> Kind.LAST_AFFECTED;
    };
  }
}
