package io.registrysidecar.policy;

import io.registrysidecar.policy.Words.IfUnknown;
import io.registrysidecar.schema.ComponentInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Only components that can be used under acceptable licences.
 *
 * @param allowed patterns of licences that are acceptable; empty when all are that are not denied
 * @param denied patterns of licences that are not
 * @param ifUnknown what becomes of a component that states none, or none that is understood
 */
record LicenseRule(List<Glob> allowed, List<Glob> denied, IfUnknown ifUnknown) implements Rule {

  static final String KIND = "licenses";
  private static final String WITH = " WITH ";

  static Rule read(Fields fields) {
    LicenseRule rule =
        new LicenseRule(
            globs(fields, "allow"),
            globs(fields, "deny"),
            fields.word("if-unknown", Words.IF_UNKNOWN).orElse(IfUnknown.UNKNOWN));
    if (!fields.has("allow") && !fields.has("deny")) {
      fields.refuse("write allow: or deny: and SPDX identifiers such as MIT or GPL-*");
    }
    rule.allowed.stream()
        .filter(rule.denied::contains)
        .forEach(both -> fields.refuse("deny", both.text() + " is allowed, too; keep one of them"));
    return rule;
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    List<Problem> problems = new ArrayList<>(Matched.components(facts.report()));
    for (ComponentInfo component : facts.report().components()) {
      judge(component).ifPresent(problems::add);
    }
    return problems;
  }

  private Optional<Problem> judge(ComponentInfo component) {
    if (component.licenses().isEmpty()) {
      return unknown(component, "states no licence");
    }
    Optional<Problem> unclear = Optional.empty();
    for (String stated : component.licenses()) {
      Optional<LicenseExpression> expression = LicenseExpression.parse(stated);
      if (expression.isPresent()) {
        if (!expression.get().satisfiedBy(this::acceptable)) {
          return Optional.of(problem(Outcome.BROKEN, component, "is under " + stated));
        }
      } else if (!acceptable(stated)) {
        if (listed(denied, stated)) {
          return Optional.of(problem(Outcome.BROKEN, component, "is under " + stated));
        }
        unclear = unknown(component, "states what is no SPDX licence: " + stated);
      } else if (allowed.isEmpty()) {
        unclear = unknown(component, "states what is no SPDX licence: " + stated);
      }
    }
    return unclear;
  }

  private boolean acceptable(String id) {
    return (allowed.isEmpty() || listed(allowed, id)) && !isDenied(id);
  }

  /** An exception can be denied or allowed by itself; else its licence decides. */
  private boolean isDenied(String id) {
    return listed(denied, id) && !allowed.contains(new Glob(id));
  }

  private static boolean listed(List<Glob> globs, String id) {
    int with = id.indexOf(WITH);
    String licence = with < 0 ? id : id.substring(0, with);
    return globs.stream().anyMatch(glob -> glob.matches(id) || glob.matches(licence));
  }

  private Optional<Problem> unknown(ComponentInfo component, String text) {
    return ifUnknown == IfUnknown.IGNORE
        ? Optional.empty()
        : Optional.of(problem(ifUnknown.outcome(), component, text));
  }

  private static Problem problem(Outcome outcome, ComponentInfo component, String text) {
    return new Problem(outcome, List.of(), component.purl(), component.purl() + " " + text);
  }

  private static List<Glob> globs(Fields fields, String field) {
    return fields.texts(field).stream().map(Glob::new).toList();
  }
}
