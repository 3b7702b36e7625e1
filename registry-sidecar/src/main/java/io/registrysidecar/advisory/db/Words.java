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
      Map.ofEntries(
          Map.entry("needs-triage", Status.UNDER_INVESTIGATION),
          Map.entry("undetermined", Status.UNDER_INVESTIGATION),
          Map.entry("under investigation", Status.UNDER_INVESTIGATION),
          Map.entry("deferred", Status.DEFERRED),
          Map.entry("postponed", Status.DEFERRED),
          Map.entry("fix deferred", Status.DEFERRED),
          Map.entry("ignored", Status.WILL_NOT_FIX),
          Map.entry("will not fix", Status.WILL_NOT_FIX),
          Map.entry("end-of-life", Status.END_OF_LIFE),
          Map.entry("out of support scope", Status.END_OF_LIFE));

  private Words() {}

  /**
   * The severity that a word stands for, or null when it stands for none, as Debian's {@code not
   * yet assigned}.
   */
  static @Nullable Severity severity(@Nullable String word) {
    return word == null ? null : SEVERITIES.get(word.toLowerCase(Locale.ROOT));
  }

  /**
   * What the vendor does about it: Ubuntu's, Debian's or Red Hat's status, or Debian's urgency
   * where that says that nothing will be done. What is ignored since the release has ended has
   * ended.
   */
  static Status status(@Nullable String status, @Nullable String urgency) {
    String word = status == null ? urgency : status;
    if (word == null) {
      return Status.AFFECTED;
    }
    String lowerCase = word.toLowerCase(Locale.ROOT);
    if (lowerCase.startsWith("ignored") && lowerCase.contains("end of")) {
      return Status.END_OF_LIFE;
    }
    return STATUSES.getOrDefault(lowerCase.split(" \\(", 2)[0], Status.AFFECTED);
  }
}
