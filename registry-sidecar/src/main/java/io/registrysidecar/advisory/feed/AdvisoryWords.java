package io.registrysidecar.advisory.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What advisories say in words. */
final class AdvisoryWords {

  private static final Pattern CVE = Pattern.compile("\\bCVE-[0-9]{4}-[0-9]{4,19}\\b");
  private static final Pattern DAY = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9]).*");

  private AdvisoryWords() {}

  /** Puts the CVE identifiers that a text names into {@code found}. */
  static void cves(String text, Set<String> found) {
    for (Matcher cve = CVE.matcher(text); cve.find(); ) {
      found.add(cve.group());
    }
  }

  /** The day that a date begins with; the forms of the rest are many. Null when it is none. */
  static @Nullable Instant day(String text) {
    Matcher day = DAY.matcher(text);
    try {
      return day.matches()
          ? LocalDate.parse(day.group(1)).atStartOfDay(ZoneOffset.UTC).toInstant()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
