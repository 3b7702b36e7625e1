package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What advisories say of the components of one image, each question asked once: packages that were
 * built from one source, or that lie in several places, have the same answer. For one thread.
 */
final class Answers {

  private static final MatchResult NOTHING = new MatchResult(List.of(), List.of());

  private final @Nullable Platform platform;
  private final AdvisoryDatabase database;
  private final Map<Question, MatchResult> known = new HashMap<>();

  /** All of a component that decides what advisories say of it. */
  private record Question(
      String ecosystem, @Nullable String release, String version, List<Wanted> packages) {}

  Answers(@Nullable Platform platform, AdvisoryDatabase database) {
    this.platform = platform;
    this.database = database;
  }

  /**
   * What advisories say of a component.
   *
   * @throws CancellationException if the thread was interrupted
   */
  MatchResult about(Component component) throws UnusableDatabase {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while matching");
    }
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    if (order.isEmpty() || rules.isForeign(component)) {
      return NOTHING;
    }
    String coordinates = KnownCoordinates.of(component, database);
    if (coordinates != null) {
      MatchResult result = ask(component, new MavenRules(coordinates), order.get());
      return new MatchResult(
          KnownCoordinates.explained(result.findings(), coordinates), result.notes());
    }
    Question question =
        new Question(
            component.ecosystem(),
            component.release(),
            component.version(),
            rules.packages(component));
    MatchResult answer = known.get(question);
    // Notes name the place of the component, so they are never those of another.
    if (answer != null && answer.notes().isEmpty()) {
      return about(component, answer);
    }
    MatchResult result = ask(component, rules, order.get());
    known.put(question, result);
    return result;
  }

  private MatchResult ask(Component component, EcosystemRules rules, VersionOrder order)
      throws UnusableDatabase {
    Attempt attempt = new Attempt(component, platform, database, rules, order);
    Candidates.visit(component, rules, database, attempt::look);
    return attempt.result();
  }

  private static MatchResult about(Component component, MatchResult answer) {
    if (answer.findings().isEmpty()) {
      return NOTHING;
    }
    List<Finding> findings = new ArrayList<>(answer.findings().size());
    answer.findings().forEach(finding -> findings.add(finding.about(component)));
    return new MatchResult(findings, List.of());
  }
}
