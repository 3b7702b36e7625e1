package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Severity;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What publishers' own words mean. */
final class Words {

  private static final Map<String, Severity> SEVERITIES =
      Map.ofEntries(
          Map.entry("critical", Severity.CRITICAL),
          Map.entry("high", Severity.HIGH),
          Map.entry("important", Severity.HIGH),
          Map.entry("medium", Severity.MEDIUM),
          Map.entry("moderate", Severity.MEDIUM),
          Map.entry("low", Severity.LOW),
          Map.entry("minor", Severity.LOW),
          Map.entry("negligible", Severity.NEGLIGIBLE),
          Map.entry("unimportant", Severity.NEGLIGIBLE));

  private static final Map<String, Status> STATUSES =
      Map.of(
          "needs-triage", Status.UNDER_INVESTIGATION,
          "deferred", Status.DEFERRED,
          "ignored", Status.WILL_NOT_FIX,
          "end-of-life", Status.WILL_NOT_FIX);

  private Words() {}

  /**
   * The severity that a word stands for, or null when it stands for none, as Debian's {@code not
   * yet assigned}.
   */
  static @Nullable Severity severity(@Nullable String word) {
    return word == null ? null : SEVERITIES.get(word.toLowerCase(Locale.ROOT));
  }

  /**
   * What the vendor does about it: Ubuntu's status, or Debian's urgency where that says that
   * nothing will be done.
   */
  static Status status(@Nullable String status, @Nullable String urgency) {
    String word = status == null ? urgency : status;
    return word == null
        ? Status.AFFECTED
        : STATUSES.getOrDefault(word.toLowerCase(Locale.ROOT), Status.AFFECTED);
  }
}
