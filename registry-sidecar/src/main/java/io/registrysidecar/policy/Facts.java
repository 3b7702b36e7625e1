package io.registrysidecar.policy;

import io.registrysidecar.schema.Report;
import java.time.Instant;
import java.util.List;

/** All that a decision rests on. */
public sealed interface Facts {

  /**
   * An image that was scanned.
   *
   * @param report what is known of it
   * @param signatures what is known of its signatures
   * @param now the time of the decision
   */
  record Scanned(Report report, Signatures signatures, Instant now) implements Facts {

    /** Of a report alone. */
    public static Scanned of(Report report, Instant now) {
      return new Scanned(report, Signatures.UNCHECKED, now);
    }

    /** The same, with the signatures that were found. */
    public Scanned with(List<SignedStatement> found) {
      return new Scanned(report, new Signatures.Checked(found), now);
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
