package io.registrysidecar.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A result that is not too old, and rests on advisories that are not.
 *
 * @param scan the oldest result that counts, or null when any does
 * @param advisories how old the newest advisory may be, or null when that does not matter
 */
record AgeRule(@Nullable Duration scan, @Nullable Duration advisories) implements Rule {

  static final String KIND = "age";

  static Rule read(Fields fields) {
    AgeRule rule =
        new AgeRule(
            fields.duration("scan").orElse(null), fields.duration("advisories").orElse(null));
    if (!fields.has("scan") && !fields.has("advisories")) {
      fields.refuse("write scan: or advisories: and the highest age, such as 7d");
    }
    return rule;
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    Instant newest = facts.report().advisories().newestRecord();
    return Stream.of(
            tooOld("the scan", scan, facts.report().scan().finishedAt(), facts.now()),
            tooOld("the newest advisory", advisories, newest, facts.now()))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public boolean asksForTime() {
    return true;
  }

  private static Optional<Problem> tooOld(
      String what, @Nullable Duration most, @Nullable Instant then, Instant now) {
    if (most == null) {
      return Optional.empty();
    }
    if (then == null) {
      return Optional.of(Problem.unknown("it is not known how old " + what + " is"));
    }
    return then.plus(most).isBefore(now)
        ? Optional.of(
            Problem.broken(what + " is of " + then + ", more than " + Ages.text(most) + " ago"))
        : Optional.empty();
  }
}
