package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link AffectedRow} lies in the file, without the number of its advisory.
 *
 * <p>Nineteen rows in twenty say "every version before this one" or "every version", so these take
 * one octet besides the version; whatever is unusual is announced by {@link #EXTRAS} and {@link
 * #SCOPE}.
 */
final class RowCodec {

  private static final int BEFORE = 0;
  private static final int EVERY = 1;
  private static final int RANGES = 2;
  private static final int VERSIONS = 3;
  private static final int SHAPE = 3;
  private static final int EXTRAS = 4;
  private static final int SCOPE = 8;

  private static final Bound BEGINNING = new Bound(Kind.INTRODUCED, "0");
  private static final List<List<Bound>> ALL = List.of(List.of(BEGINNING));

  /** The format's own order: it must not change when the enumerations' does. */
  private static final List<Status> STATUSES =
      List.of(
          Status.AFFECTED,
          Status.FIXED_AVAILABLE,
          Status.WILL_NOT_FIX,
          Status.DEFERRED,
          Status.UNDER_INVESTIGATION,
          Status.SUPPRESSED,
          Status.END_OF_LIFE);

  private static final List<Kind> KINDS =
      List.of(Kind.INTRODUCED, Kind.FIXED, Kind.LAST_AFFECTED, Kind.LAST_KNOWN);

  private RowCodec() {}

  static void write(AffectedRow row, ByteWriter out) {
    boolean extras =
        row.status() != Status.AFFECTED || row.severity() != null || row.cvss() != null;
    int shape = shape(row);
    boolean scope = !row.scope().equals(PlatformScope.EVERYWHERE);
    out.octet(shape | (extras ? EXTRAS : 0) | (scope ? SCOPE : 0));
    switch (shape) {
      case BEFORE -> out.text(row.ranges().getFirst().getLast().version());
      case RANGES -> writeRanges(row.ranges(), out);
      case VERSIONS -> out.texts(row.versions());
      default -> {}
    }
    if (extras) {
      out.octet(STATUSES.indexOf(row.status()));
      AdvisoryCodec.writeSeverity(row.severity(), out);
      AdvisoryCodec.writeCvss(row.cvss(), out);
    }
    if (scope) {
      out.texts(row.scope().systems()).texts(row.scope().architectures());
    }
  }

  static AffectedRow read(int advisory, ByteReader in) throws UnusableDatabase {
    int head = in.octet();
    List<List<Bound>> ranges =
        switch (head & SHAPE) {
          case BEFORE -> List.of(List.of(BEGINNING, new Bound(Kind.FIXED, in.text())));
          case EVERY -> ALL;
          case RANGES -> readRanges(in);
          default -> List.of();
        };
    List<String> versions = (head & SHAPE) == VERSIONS ? in.texts() : List.of();
    Status status = Status.AFFECTED;
    @Nullable Severity severity = null;
    @Nullable Cvss cvss = null;
    if ((head & EXTRAS) != 0) {
      status = in.constant(STATUSES, in.octet());
      severity = AdvisoryCodec.readSeverity(in);
      cvss = AdvisoryCodec.readCvss(in);
    }
    PlatformScope scope =
        (head & SCOPE) == 0 ? PlatformScope.EVERYWHERE : new PlatformScope(in.texts(), in.texts());
    return new AffectedRow(advisory, ranges, versions, status, severity, cvss, scope);
  }

  private static int shape(AffectedRow row) {
    if (row.ranges().isEmpty()) {
      return VERSIONS;
    }
    List<Bound> first = row.ranges().getFirst();
    if (row.ranges().size() > 1 || !first.getFirst().equals(BEGINNING)) {
      return RANGES;
    }
    if (first.size() == 1) {
      return EVERY;
    }
    return first.size() == 2 && first.getLast().kind() == Kind.FIXED ? BEFORE : RANGES;
  }

  private static void writeRanges(List<List<Bound>> ranges, ByteWriter out) {
    out.number(ranges.size());
    for (List<Bound> range : ranges) {
      out.number(range.size());
      for (Bound bound : range) {
        out.octet(KINDS.indexOf(bound.kind())).text(bound.version());
      }
    }
  }

  private static List<List<Bound>> readRanges(ByteReader in) throws UnusableDatabase {
    int count = in.listSize();
    List<List<Bound>> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int bounds = in.listSize();
      List<Bound> range = new ArrayList<>(bounds);
      for (int j = 0; j < bounds; j++) {
        range.add(new Bound(in.constant(KINDS, in.octet()), in.text()));
      }
      ranges.add(range);
    }
    return ranges;
  }
}
