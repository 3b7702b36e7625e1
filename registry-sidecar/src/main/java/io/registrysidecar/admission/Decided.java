package io.registrysidecar.admission;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision about one image, for those who watch.
 *
 * @param endpoint where it was asked for
 * @param outcome what was answered
 * @param ground what it rests on
 * @param image the reference as it was written, without control characters and cut to a bearable
 *     length; empty when it is none, for then it may be anything
 * @param namespace where it is to run; empty when that was not said
 * @param digest what was judged, or null
 * @param reason the first reason, for people; may be empty
 * @param took how long the decision took, waiting included
 */
public record Decided(
    Endpoint endpoint,
    Outcome outcome,
    Ground ground,
    String image,
    String namespace,
    @Nullable String digest,
    String reason,
    Duration took) {

  private static final int LONGEST = 512;

  /** What was answered. */
  public enum Outcome {
    /** It may run. */
    ALLOWED,
    /** It may run, and somebody should hear why that is doubtful. */
    WARNED,
    /** It may not run. */
    DENIED;

    /** The word that logs and metrics use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What decisions rest on. */
  public enum Ground {
    /** The verdict of its report. */
    POLICY,
    /** There is no report yet. */
    PENDING,
    /** It cannot be scanned. */
    UNSCANNABLE,
    /** The operator lets it run unseen. */
    EXEMPT,
    /** Nobody looks after it. */
    FOREIGN,
    /** The registry does not have it. */
    MISSING,
    /** A registry or the state could not be asked. */
    ERROR,
    /** It is no reference. */
    MALFORMED;

    /** The word that logs and metrics use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Decided of(Wanted wanted, Asking asking, ImageAnswer answer, Duration took) {
    Outcome outcome =
        !answer.allowed()
            ? Outcome.DENIED
            : answer.warnings().isEmpty() ? Outcome.ALLOWED : Outcome.WARNED;
    boolean named = answer.ground() != Ground.MALFORMED;
    return new Decided(
        asking.endpoint(),
        outcome,
        answer.ground(),
        named ? text(answer.image()) : "",
        text(wanted.namespace()),
        answer.digest() == null ? null : answer.digest().toString(),
        named && !answer.reasons().isEmpty() ? text(answer.reasons().getFirst()) : "",
        took);
  }

  private static String text(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
