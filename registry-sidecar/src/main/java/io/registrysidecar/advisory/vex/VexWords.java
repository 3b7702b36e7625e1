package io.registrysidecar.advisory.vex;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as an operator writes it, word for word; null and blank is what was left out.
 *
 * @param expires its last day ({@code 2027-01-31}), a time (RFC 3339), or how long it holds from
 *     now on ({@code 30d}, {@code 12h}, {@code 15m}, {@code 90s}); times are in UTC
 */
public record VexWords(
    @Nullable String vulnerability,
    @Nullable String component,
    @Nullable String status,
    @Nullable String justification,
    @Nullable String impact,
    @Nullable String action,
    @Nullable String author,
    @Nullable String expires) {

  /** The most characters of prose; of a name the most are fewer. */
  public static final int LONGEST = 2000;

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_PURL = 1024;
  private static final Duration LONGEST_TIME = Duration.ofDays(36_500);
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([dhms])");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /**
   * The statement that the words make.
   *
   * @param now what the time of its end is reckoned from
   * @throws MalformedVex if something is missing, is not one of the known words, or is too long
   */
  public VexMark mark(Instant now) throws MalformedVex {
    VexStatus stated =
        VexStatus.parse(
            required(
                "status",
                status,
                "one of not_affected, affected, fixed and under_investigation",
                LONGEST_NAME));
    String why = text("justification", justification, LONGEST_NAME);
    if (why != null) {
      OpenVex.checkJustification(why);
      if (stated != VexStatus.NOT_AFFECTED) {
        throw new MalformedVex("a justification is for not_affected only");
      }
    }
    String prose = text("impact", impact, LONGEST);
    if (stated == VexStatus.NOT_AFFECTED && why == null && prose == null) {
      throw new MalformedVex(
          "not_affected needs a justification ("
              + String.join(", ", OpenVex.JUSTIFICATIONS)
              + ") or an impact");
    }
    String advice = text("action", action, LONGEST);
    if (stated == VexStatus.AFFECTED && advice == null) {
      throw new MalformedVex("affected needs an action: what users should do");
    }
    return new VexMark(
        required("vulnerability", vulnerability, "its name, such as CVE-2026-1234", LONGEST_NAME),
        purl(text("component", component, LONGEST_PURL)),
        stated,
        why,
        prose,
        advice,
        required("author", author, "who answers for it", LONGEST_NAME),
        end(text("expires", expires, LONGEST_NAME), now));
  }

  private static @Nullable String purl(@Nullable String text) throws MalformedVex {
    if (text != null && VexPurl.parse(text) == null) {
      throw new MalformedVex(
          "the component "
              + VexFields.brief(text)
              + " is not a package URL; reports name components by theirs");
    }
    return text;
  }

  private static @Nullable Instant end(@Nullable String text, Instant now) throws MalformedVex {
    if (text == null) {
      return null;
    }
    Instant end = time(text, now);
    if (!end.isAfter(now)) {
      throw new MalformedVex("expires " + VexFields.brief(text) + " is not in the future");
    }
    if (end.isAfter(now.plus(LONGEST_TIME))) {
      throw new MalformedVex("expires " + VexFields.brief(text) + " is more than a century away");
    }
    return end;
  }

  private static Instant time(String text, Instant now) throws MalformedVex {
    try {
      Matcher span = SPAN.matcher(text);
      if (span.matches()) {
        return now.plus(unit(span.group(2)).multipliedBy(Long.parseLong(span.group(1))));
      }
      return DAY.matcher(text).matches()
          ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedVex(
          "expires "
              + VexFields.brief(text)
              + " is neither a day (2027-01-31) nor a time (2027-01-31T12:00:00Z) nor a span (30d)",
          e);
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "d" -> Duration.ofDays(1);
      case "h" -> Duration.ofHours(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofSeconds(1);
    };
  }

  private static String required(String name, @Nullable String text, String what, int longest)
      throws MalformedVex {
    String given = text(name, text, longest);
    if (given == null) {
      throw new MalformedVex(name + " is missing; write " + what);
    }
    return given;
  }

  /** What was written, but for white space around it; control characters are nobody's words. */
  private static @Nullable String text(String name, @Nullable String text, int longest)
      throws MalformedVex {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    if (stripped.length() > longest) {
      throw new MalformedVex(name + " has more than " + longest + " characters");
    }
    if (stripped.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(stripped)) {
      throw new MalformedVex(name + " has control characters or broken ones in it");
    }
    return stripped;
  }
}
