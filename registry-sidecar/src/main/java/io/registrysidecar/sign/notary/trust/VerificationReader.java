package io.registrysidecar.sign.notary.trust;

import io.registrysidecar.sign.notary.trust.PolicyJson.Members;
import io.registrysidecar.sign.notary.trust.PolicyJson.Value;
import io.registrysidecar.sign.notary.trust.TrustStatement.TimestampRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code signatureVerification}: the level, what is different from it, and time stamps. */
final class VerificationReader {

  private VerificationReader() {}

  static Verification read(Value value) throws TrustPolicyException {
    Members members = value.members("level", "override", "verifyTimestamp");
    VerificationLevel level =
        oneOf(VerificationLevel.ALL, VerificationLevel::name, members.required("level"));
    Value override = members.byName().get("override");
    if (override != null) {
      level = overridden(level, override);
    }
    Value timestamps = members.byName().get("verifyTimestamp");
    return new Verification(
        level,
        timestamps == null
            ? TimestampRule.ALWAYS
            : oneOf(List.of(TimestampRule.values()), TimestampRule::label, timestamps));
  }

  private static VerificationLevel overridden(VerificationLevel level, Value value)
      throws TrustPolicyException {
    String[] known = Arrays.stream(Check.values()).map(Check::label).toArray(String[]::new);
    Members members = value.members(known);
    if (level.skips() && !members.byName().isEmpty()) {
      throw value.place().wrong("the level skip cannot be overridden");
    }
    VerificationLevel changed = level;
    for (Map.Entry<String, Value> each : members.byName().entrySet()) {
      Check check = checkOf(each.getKey());
      Action action = oneOf(List.of(Action.values()), Action::label, each.getValue());
      if (check == Check.INTEGRITY) {
        throw each.getValue().place().wrong("integrity is always enforced");
      }
      if (action == Action.SKIP && check != Check.REVOCATION) {
        throw each.getValue().place().wrong("only revocation can be skipped; write log");
      }
      changed = changed.with(check, action);
    }
    return changed;
  }

  private static Check checkOf(String label) {
    return Arrays.stream(Check.values())
        .filter(check -> check.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T oneOf(Collection<T> choices, Function<T, String> label, Value value)
      throws TrustPolicyException {
    String text = value.text();
    for (T choice : choices) {
      if (label.apply(choice).equals(text)) {
        return choice;
      }
    }
    throw value
        .place()
        .wrong(
            "\"%s\" is none of %s"
                .formatted(text, String.join(", ", choices.stream().map(label).toList())));
  }

  /** What was read. */
  record Verification(VerificationLevel level, TimestampRule timestamps) {}
}
