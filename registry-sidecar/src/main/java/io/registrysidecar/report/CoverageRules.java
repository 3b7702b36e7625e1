package io.registrysidecar.report;

import io.registrysidecar.advisory.NoDatabase;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much was looked at, so that nothing looks clean that nobody looked at.
 *
 * <p>None: there was nothing to match, or nothing to match it with. Partial: anybody on the way had
 * something to say. Complete: the rest.
 */
final class CoverageRules {

  /**
   * As many statements as a report holds; an image with ten thousand broken jars makes ten thousand
   * notes.
   */
  static final int MAX_STATEMENTS = 200;

  private static final Comparator<CoverageStatement> WHOLE_IMAGE_FIRST =
      Comparator.comparing(
              CoverageStatement::layer, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(CoverageStatement::path, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(CoverageStatement::code)
          .thenComparing(CoverageStatement::message);

  private CoverageRules() {}

  static Coverage of(ScanOutcome outcome) {
    List<CoverageStatement> statements =
        new ArrayList<>(
            Stream.concat(outcome.inventory().notes().stream(), outcome.notes().stream())
                .map(CoverageRules::statement)
                .toList());
    boolean nothingToMatch = outcome.inventory().components().isEmpty();
    boolean nothingToMatchWith = outcome.advisories().version() == null;
    if (nothingToMatch && statements.isEmpty()) {
      statements.add(
          statement(
              CoverageNote.of(
                  "no-components",
                  "No package database and no known artifact was found in the image, so nothing was"
                      + " matched. What it runs has to be judged by other means.")));
    }
    if (nothingToMatchWith && statements.stream().allMatch(s -> s.layer() != null)) {
      statements.add(statement(NoDatabase.NOTE));
    }
    CoverageStatus status =
        nothingToMatch || nothingToMatchWith
            ? CoverageStatus.NONE
            : statements.isEmpty() ? CoverageStatus.COMPLETE : CoverageStatus.PARTIAL;
    return new Coverage(status, bounded(statements));
  }

  /**
   * Distinct, sorted, and at most {@link #MAX_STATEMENTS}, the last of which counts those left out.
   */
  static List<CoverageStatement> bounded(List<CoverageStatement> statements) {
    List<CoverageStatement> sorted =
        statements.stream().distinct().sorted(WHOLE_IMAGE_FIRST).toList();
    if (sorted.size() <= MAX_STATEMENTS) {
      return sorted;
    }
    List<CoverageStatement> kept = new ArrayList<>(sorted.subList(0, MAX_STATEMENTS - 1));
    kept.add(
        new CoverageStatement(
            "more-statements",
            (sorted.size() - kept.size())
                + " more things were not covered; the first "
                + kept.size()
                + " are listed.",
            null,
            null));
    return kept;
  }

  static CoverageStatement statement(CoverageNote note) {
    return new CoverageStatement(note.code(), note.message(), text(note.layer()), note.path());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
