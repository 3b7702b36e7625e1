package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.cvss.Cvss;
import io.registrysidecar.advisory.cvss.CvssScore;
import io.registrysidecar.advisory.db.StagedRecord.RowKey;
import io.registrysidecar.advisory.db.StagedRecord.StagedRow;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Rating;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns OSV records into what the database holds: everything that can be decided once is decided
 * here and not at each lookup. Safe for use by several threads.
 */
final class RecordCompiler {

  /** Vectors repeat: a few thousand different ones in a hundred thousand records. */
  private static final int CACHED_SCORES = 50_000;

  private final Map<String, Optional<CvssScore>> scores = new ConcurrentHashMap<>();
  private final Map<RowKey, RowKey> keys = new ConcurrentHashMap<>();

  StagedRecord compile(OsvRecord record) {
    String ecosystem = record.affected().isEmpty() ? "" : record.affected().getFirst().ecosystem();
    String source = Publishers.of(record.id(), ecosystem);
    List<StagedRow> rows = new ArrayList<>();
    if (!record.withdrawn()) {
      for (Affected affected : record.affected()) {
        for (Affected filed : RpmFiling.of(record, affected)) {
          RangeCompiler.compile(filed).ifPresent(ranges -> rows.add(row(filed, ranges)));
        }
      }
    }
    ByteWriter advisory = new ByteWriter();
    AdvisoryCodec.write(advisory(record, source, Publishers.isDistribution(ecosystem)), advisory);
    return new StagedRecord(
        record.id(),
        source,
        record.modified(),
        record.withdrawn(),
        new Octets(advisory.toBytes()),
        rows);
  }

  private Advisory advisory(OsvRecord record, String source, boolean distribution) {
    Names names = Names.of(record, distribution);
    Severity severity = Words.severity(record.severityWord());
    if (severity == null && distribution) {
      severity = Words.severity(headline(record.summary()));
    }
    return new Advisory(
        record.id(),
        names.aliases(),
        names.covers(),
        source,
        record.id().startsWith("MAL-"),
        severity == null ? word(record.severities()) : severity,
        cvss(record.severities()),
        record.published());
  }

  private StagedRow row(Affected affected, RangeCompiler.Ranges ranges) {
    String ecosystem = PackageNames.ecosystem(affected.ecosystem());
    RowKey key = new RowKey(ecosystem, PackageNames.name(ecosystem, affected.name()));
    Severity urgency = Words.severity(affected.urgency());
    ByteWriter row = new ByteWriter();
    RowCodec.write(
        new AffectedRow(
            0,
            ranges.ranges(),
            ranges.versions(),
            Words.status(affected.status(), affected.urgency()),
            urgency == null ? word(affected.severities()) : urgency,
            cvss(affected.severities()),
            affected.scope()),
        row);
    RowKey known = keys.putIfAbsent(key, key);
    return new StagedRow(known == null ? key : known, new Octets(row.toBytes()));
  }

  /** Rebuilds of Red Hat's distribution say how bad it is as {@code Important: curl update}. */
  private static @Nullable String headline(String summary) {
    int colon = summary.indexOf(": ");
    return colon < 0 ? null : summary.substring(0, colon);
  }

  /** The vendor's own scale, such as Ubuntu's priority. */
  private static @Nullable Severity word(List<Rating> ratings) {
    return ratings.stream()
        .filter(rating -> !rating.type().startsWith("CVSS"))
        .map(rating -> Words.severity(rating.score()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Finding.@Nullable Cvss cvss(List<Rating> ratings) {
    return cvss(
        ratings.stream().filter(rating -> rating.type().startsWith("CVSS")).map(Rating::score));
  }

  /** The valid vector of the newest version; of several, the highest; null when none is valid. */
  Finding.@Nullable Cvss cvss(Stream<String> vectors) {
    return vectors
        .map(this::score)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(CvssScore::version).thenComparingInt(CvssScore::tenths))
        .map(score -> new Finding.Cvss(score.version(), score.vector(), score.tenths() / 10.0))
        .orElse(null);
  }

  private Optional<CvssScore> score(String vector) {
    Optional<CvssScore> known = scores.get(vector);
    if (known != null) {
      return known;
    }
    Optional<CvssScore> score = Cvss.score(vector);
    if (scores.size() < CACHED_SCORES) {
      scores.put(vector, score);
    }
    return score;
  }
}
