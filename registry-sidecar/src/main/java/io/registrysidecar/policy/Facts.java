package io.registrysidecar.policy;

import io.registrysidecar.schema.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that a decision rests on. */
public sealed interface Facts {

  /**
   * An image that was scanned.
   *
   * @param report what is known of it
   * @param signatures the trusted signatures and statements; empty when nobody has looked, which is
   *     something else than an empty list
   * @param times when its findings became known
   * @param now the time of the decision
   */
  record Scanned(
      Report report, Optional<List<SignedStatement>> signatures, FindingTimes times, Instant now)
      implements Facts {

    /** Copies the statements. */
    public Scanned {
      signatures = signatures.map(List::copyOf);
    }

    /** Of a report alone. */
    public static Scanned of(Report report, Instant now) {
      return new Scanned(report, Optional.empty(), FindingTimes.NONE, now);
    }

    /** The same, with the signatures that were found. */
    public Scanned with(List<SignedStatement> found) {
      return new Scanned(report, Optional.of(found), times, now);
    }
  }

  /**
   * An index whose platforms were scanned.
   *
   * @param rollUp the report of the index
   * @param platforms what is known of each scanned platform
   */
  record Index(Report rollUp, List<Scanned> platforms) implements Facts {

    /** Copies the platforms. */
    public Index {
      platforms = List.copyOf(platforms);
    }
  }

  /**
   * An image that is known and has no report yet.
   *
   * @param repository registry host and repository
   * @param since when it became known, usually by its push
   * @param now the time of the decision
   */
  record Pending(String repository, Instant since, Instant now) implements Facts {}
}
