package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** From how many different questions on help is asked for. */
  private static final int MANY = 128;

  /** How many questions are one part of the work. */
  private static final int TOGETHER = 8;

  private final @Nullable Platform platform;
  private final AdvisoryDatabase database;
  private final Witness witness;
  private final Map<Question, Answer> known = new HashMap<>();

  /**
   * What is asked about a component.
   *
   * @param release of its ecosystem, or null
   * @param coordinates what it is taken for, or null when it is what it says
   */
  private record Question(
      String ecosystem,
      @Nullable String release,
      String version,
      List<Wanted> packages,
      @Nullable String coordinates) {}

  /** What was said when a question was asked about {@code component}. */
  private record Answer(Component component, MatchResult result) {

    /** The same about another component; null when it must be asked itself. */
    @Nullable MatchResult about(Component other) {
      if (other.equals(component)) {
        return result;
      }
      // Notes name the place of the component, so they are never those of another.
      if (!result.notes().isEmpty()) {
        return null;
      }
      return result.findings().isEmpty()
          ? NOTHING
          : new MatchResult(
              result.findings().stream().map(finding -> finding.about(other)).toList(), List.of());
    }
  }

  /** Gives answers, and lets {@code witness} see how they come about, each once. */
  Answers(@Nullable Platform platform, AdvisoryDatabase database, Witness witness) {
    this.platform = platform;
    this.database = database;
    this.witness = witness;
  }

  /**
   * What advisories say of each of many components, in their order.
   *
   * @param threads help if it is worth it
   * @throws CancellationException if the thread was interrupted
   */
  List<MatchResult> about(List<Component> components, MatchThreads threads)
      throws UnusableDatabase {
    List<@Nullable Question> questions = new ArrayList<>(components.size());
    Map<Question, Component> different = new LinkedHashMap<>();
    for (Component component : components) {
      Question question = question(component);
      questions.add(question);
      if (question != null) {
        different.putIfAbsent(question, component);
      }
    }
    if (different.size() >= MANY) {
      askAll(List.copyOf(different.entrySet()), threads);
    }
    List<MatchResult> answers = new ArrayList<>(components.size());
    for (int i = 0; i < components.size(); i++) {
      answers.add(answer(components.get(i), questions.get(i)));
    }
    return answers;
  }

  /**
   * What advisories say of a component.
   *
   * @throws CancellationException if the thread was interrupted
   */
  MatchResult about(Component component) throws UnusableDatabase {
    return answer(component, question(component));
  }

  /** Null when nothing can be asked about it. */
  private @Nullable Question question(Component component) throws UnusableDatabase {
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    if (VersionOrders.forEcosystem(component.ecosystem()).isEmpty() || rules.isForeign(component)) {
      return null;
    }
    return new Question(
        component.ecosystem(),
        component.release(),
        component.version(),
        rules.packages(component),
        KnownCoordinates.of(component, database));
  }

  private void askAll(List<Map.Entry<Question, Component>> questions, MatchThreads threads)
      throws UnusableDatabase {
    @Nullable Answer[] answers = new Answer[questions.size()];
    threads.run(
        Math.ceilDiv(answers.length, TOGETHER),
        part -> {
          int end = Math.min(answers.length, (part + 1) * TOGETHER);
          for (int i = part * TOGETHER; i < end; i++) {
            answers[i] = ask(questions.get(i).getValue(), questions.get(i).getKey());
          }
        });
    for (int i = 0; i < answers.length; i++) {
      Answer answer = answers[i];
      if (answer != null) {
        known.put(questions.get(i).getKey(), answer);
      }
    }
  }

  private MatchResult answer(Component component, @Nullable Question question)
      throws UnusableDatabase {
    if (question == null) {
      return NOTHING;
    }
    Answer answer = known.get(question);
    MatchResult said = answer == null ? null : answer.about(component);
    if (said == null) {
      answer = ask(component, question);
      known.put(question, answer);
      said = answer.result;
    }
    return said;
  }

  private Answer ask(Component component, Question question) throws UnusableDatabase {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while matching");
    }
    String coordinates = question.coordinates;
    EcosystemRules rules =
        coordinates == null
            ? Ecosystems.rulesOf(component.ecosystem())
            : new MavenRules(coordinates);
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    Attempt attempt =
        new Attempt(component, platform, database, rules, order.orElseThrow(), witness);
    Candidates.visit(component, rules, database, witness, attempt);
    MatchResult result = attempt.result();
    return new Answer(
        component,
        coordinates == null
            ? result
            : new MatchResult(
                KnownCoordinates.explained(result.findings(), coordinates), result.notes()));
  }
}
