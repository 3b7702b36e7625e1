package io.registrysidecar.sign.notary.trust;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which checks a signature must pass.
 *
 * @param name as trust policies write it
 * @param actions what follows when each check fails; all checks are in it
 */
public record VerificationLevel(String name, Map<Check, Action> actions) {

  /** Everything is enforced. */
  public static final VerificationLevel STRICT = level("strict", EnumSet.allOf(Check.class));

  /** Integrity and authenticity are enforced, all else is told. */
  public static final VerificationLevel PERMISSIVE =
      level("permissive", EnumSet.of(Check.INTEGRITY, Check.AUTHENTICITY));

  /** Integrity is enforced, all else is told. */
  public static final VerificationLevel AUDIT = level("audit", EnumSet.of(Check.INTEGRITY));

  /** Nothing is checked. */
  public static final VerificationLevel SKIP = new VerificationLevel("skip", all(Action.SKIP));

  /** The four that a policy can name. */
  static final List<VerificationLevel> ALL = List.of(STRICT, PERMISSIVE, AUDIT, SKIP);

  /** Copies the actions. */
  public VerificationLevel {
    actions = Map.copyOf(actions);
  }

  /** What follows when {@code check} fails. */
  public Action of(Check check) {
    return actions.getOrDefault(check, Action.ENFORCE);
  }

  /** Whether nothing is checked. */
  public boolean skips() {
    return of(Check.INTEGRITY) == Action.SKIP;
  }

  /** The same level with another action for one check. */
  VerificationLevel with(Check check, Action action) {
    Map<Check, Action> changed = new EnumMap<>(actions);
    changed.put(check, action);
    return new VerificationLevel(name, changed);
  }

  private static VerificationLevel level(String name, Set<Check> enforced) {
    Map<Check, Action> actions = all(Action.LOG);
    enforced.forEach(check -> actions.put(check, Action.ENFORCE));
    return new VerificationLevel(name, actions);
  }

  private static Map<Check, Action> all(Action action) {
    Map<Check, Action> actions = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      actions.put(check, action);
    }
    return actions;
  }
}
