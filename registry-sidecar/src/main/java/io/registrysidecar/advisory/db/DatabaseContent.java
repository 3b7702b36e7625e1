package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.DatabaseInfo.Feed;
import io.registrysidecar.advisory.db.StagedRecord.RowKey;
import io.registrysidecar.advisory.db.StagedRecord.StagedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that goes into a database, in the order in which it lies there. A function of the set of
 * records alone.
 *
 * @param records sorted by identifier, one of each
 * @param packages sorted by ecosystem, then name
 * @param withdrawn how many records were left out because they were taken back
 * @param beside what is known beside records
 */
record DatabaseContent(
    List<StagedRecord> records, List<PackageRows> packages, int withdrawn, Beside beside) {

  /**
   * The rows of one package.
   *
   * @param ecosystem with its release
   * @param name in UTF-8
   * @param rows sorted by advisory, then content, without duplicates
   */
  record PackageRows(String ecosystem, Octets name, List<AdvisoryRow> rows) {}

  /**
   * A row with its advisory.
   *
   * @param advisory index in {@link #records}
   * @param row encoded
   */
  record AdvisoryRow(int advisory, Octets row) {}

  /** No vulnerability record is older. */
  private static final Instant FIRST_CVE = Instant.parse("1999-01-01T00:00:00Z");

  private static final Comparator<PackageRows> PACKAGE_ORDER =
      Comparator.comparing(PackageRows::ecosystem).thenComparing(PackageRows::name);

  static DatabaseContent of(List<StagedRecord> staged, Beside beside) {
    List<StagedRecord> sorted = new ArrayList<>(staged);
    sorted.sort(Comparator.comparing(record -> Octets.utf8(record.id())));
    List<StagedRecord> records = new ArrayList<>(sorted.size());
    int withdrawn = 0;
    for (int first = 0, end; first < sorted.size(); first = end) {
      String id = sorted.get(first).id();
      end = first + 1;
      while (end < sorted.size() && sorted.get(end).id().equals(id)) {
        end++;
      }
      int before = records.size();
      RecordMerge.merge(sorted.subList(first, end)).ifPresent(records::add);
      withdrawn += records.size() == before ? 1 : 0;
    }
    return new DatabaseContent(records, packages(records), withdrawn, beside);
  }

  private static List<PackageRows> packages(List<StagedRecord> records) {
    Map<RowKey, List<AdvisoryRow>> rows = new HashMap<>();
    for (int advisory = 0; advisory < records.size(); advisory++) {
      for (StagedRow row : records.get(advisory).rows()) {
        rows.computeIfAbsent(row.key(), any -> new ArrayList<>(4))
            .add(new AdvisoryRow(advisory, row.row()));
      }
    }
    List<PackageRows> packages = new ArrayList<>(rows.size());
    rows.forEach((key, of) ->
        packages.add(new PackageRows(key.ecosystem(), Octets.utf8(key.name()), distinct(of))));
    packages.sort(PACKAGE_ORDER);
    return packages;
  }

  /** Rows come by advisory already; those of the same one are put in order of their content. */
  private static List<AdvisoryRow> distinct(List<AdvisoryRow> rows) {
    rows.sort(Comparator.comparingInt(AdvisoryRow::advisory).thenComparing(AdvisoryRow::row));
    List<AdvisoryRow> distinct = new ArrayList<>(rows.size());
    for (AdvisoryRow row : rows) {
      AdvisoryRow last = distinct.isEmpty() ? null : distinct.getLast();
      if (!row.equals(last)) {
        distinct.add(row);
      }
    }
    return distinct;
  }

  /**
   * How many records each publisher has, and its youngest one, leaving out dates that lie after
   * {@code now}.
   */
  List<Feed> feeds(Instant now) {
    Map<String, Feed> feeds = new TreeMap<>();
    for (StagedRecord record : records) {
      feeds.merge(
          record.source(),
          new Feed(record.source(), 1, plausible(record.modified(), now)),
          (a, b) ->
              new Feed(
                  a.name(), a.records() + b.records(), later(a.newestRecord(), b.newestRecord())));
    }
    return List.copyOf(feeds.values());
  }

  static @Nullable Instant newest(List<Feed> feeds) {
    Instant newest = null;
    for (Feed feed : feeds) {
      newest = later(newest, feed.newestRecord());
    }
    return newest;
  }

  /** Null for what cannot be: some publishers leave the date at the year 1. */
  private static @Nullable Instant plausible(@Nullable Instant date, Instant now) {
    return date == null || date.isAfter(now) || date.isBefore(FIRST_CVE) ? null : date;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
