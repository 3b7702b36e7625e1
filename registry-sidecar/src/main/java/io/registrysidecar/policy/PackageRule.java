package io.registrysidecar.policy;

import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * None of these packages.
 *
 * @param forbidden which
 */
record PackageRule(List<Forbidden> forbidden) implements Rule {

  static final String KIND = "packages";

  PackageRule {
    forbidden = List.copyOf(forbidden);
  }

  /**
   * A package that may not be there.
   *
   * @param text the pattern as written
   * @param pattern which package
   * @param versions which versions, or null for all
   * @param reason why, or null
   */
  record Forbidden(
      String text, PurlPattern pattern, @Nullable VersionRange versions, @Nullable String reason) {}

  static Rule read(Fields fields) {
    if (!fields.has("forbid")) {
      fields.refuse("write forbid: and a list of - purl: pkg:npm/event-stream");
    }
    List<Forbidden> forbidden = new ArrayList<>();
    for (Fields one : fields.groups("forbid")) {
      forbidden(one).ifPresent(forbidden::add);
      one.finish();
    }
    return new PackageRule(forbidden);
  }

  private static Optional<Forbidden> forbidden(Fields fields) {
    String text = fields.text("purl").orElse("");
    Optional<String> range = fields.text("versions");
    Optional<VersionRange> versions = range.flatMap(VersionRange::parse);
    if (range.isPresent() && versions.isEmpty()) {
      fields.refuse("versions", "\"" + range.get() + "\" is no range; write such as >=1.0, <2.0");
    }
    @Nullable String reason = fields.text("reason").orElse(null);
    Optional<PurlPattern> pattern = PurlPattern.parse(text);
    if (pattern.isEmpty()) {
      fields.refuse("purl", "\"" + text + "\" is no package URL; write such as pkg:npm/left-pad");
    }
    return pattern.map(known -> new Forbidden(text, known, versions.orElse(null), reason));
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    List<Problem> problems = new ArrayList<>(Matched.components(facts.report()));
    for (ComponentInfo component : facts.report().components()) {
      for (Forbidden one : forbidden) {
        if (one.pattern().matches(component.purl())) {
          judge(component, one).ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  private static Optional<Problem> judge(ComponentInfo component, Forbidden one) {
    String why = one.reason() == null ? "" : ": " + one.reason();
    if (one.versions() == null) {
      return Optional.of(problem(Outcome.BROKEN, component, "is forbidden" + why));
    }
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    if (order.isPresent()) {
      try {
        return one.versions().contains(component.version(), order.get())
            ? Optional.of(
                problem(Outcome.BROKEN, component, "is forbidden at " + one.versions() + why))
            : Optional.empty();
      } catch (UnparsableVersion _) {
        // What cannot be compared may be forbidden: said below.
      }
    }
    return Optional.of(
        problem(Outcome.UNKNOWN, component, "cannot be compared with " + one.versions()));
  }

  private static Problem problem(Outcome outcome, ComponentInfo component, String text) {
    return new Problem(outcome, List.of(), component.purl(), component.purl() + " " + text);
  }
}
