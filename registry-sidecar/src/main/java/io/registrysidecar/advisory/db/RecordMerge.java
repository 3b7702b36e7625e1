package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.db.StagedRecord.StagedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one record of several with the same identifier.
 *
 * <p>Publishers file a record under every ecosystem that it affects, some of them cut down to that
 * ecosystem, and not all of them equally fresh. So the newest record decides what the advisory
 * says; and for each ecosystem the newest records that name it decide what is affected there.
 */
final class RecordMerge {

  /** Newest first; the rest only makes the order independent of where the records came from. */
  private static final Comparator<StagedRecord> NEWEST_FIRST =
      Comparator.comparing(RecordMerge::modified)
          .reversed()
          .thenComparing(StagedRecord::withdrawn)
          .thenComparing(StagedRecord::advisory);

  private RecordMerge() {}

  /**
   * The record that {@code same}, which are not empty and share an identifier, are together; empty
   * when it was withdrawn.
   */
  static Optional<StagedRecord> merge(List<StagedRecord> same) {
    List<StagedRecord> sorted = same.stream().sorted(NEWEST_FIRST).toList();
    StagedRecord newest = sorted.getFirst();
    if (newest.withdrawn()) {
      return Optional.empty();
    }
    if (sorted.size() == 1) {
      return Optional.of(newest);
    }
    Map<String, Instant> newestOf = new HashMap<>();
    List<StagedRow> rows = new ArrayList<>();
    for (StagedRecord record : sorted) {
      for (StagedRow row : record.rows()) {
        String ecosystem = PackageNames.baseOf(row.key().ecosystem());
        Instant modified = newestOf.computeIfAbsent(ecosystem, any -> modified(record));
        if (modified.equals(modified(record))) {
          rows.add(row);
        }
      }
    }
    return Optional.of(
        new StagedRecord(
            newest.id(), newest.source(), newest.modified(), false, newest.advisory(), rows));
  }

  private static Instant modified(StagedRecord record) {
    Instant modified = record.modified();
    return modified == null ? Instant.MIN : modified;
  }
}
