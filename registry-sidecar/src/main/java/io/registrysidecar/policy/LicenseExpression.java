package io.registrysidecar.policy;

import io.registrysidecar.report.LicenseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/** What a component's licence asks of its users (SPDX licence expression, SPDX 2.3 annex D). */
sealed interface LicenseExpression {

  /** Whether one can use the component under licences that all pass the test. */
  boolean satisfiedBy(Predicate<String> acceptable);

  /**
   * One licence.
   *
   * @param id its identifier, with {@code WITH} and the exception where there is one
   */
  record License(String id) implements LicenseExpression {
    @Override
    public boolean satisfiedBy(Predicate<String> acceptable) {
      return acceptable.test(id);
    }
  }

  /** All of them apply. */
  record And(List<LicenseExpression> terms) implements LicenseExpression {
    @Override
    public boolean satisfiedBy(Predicate<String> acceptable) {
      return terms.stream().allMatch(term -> term.satisfiedBy(acceptable));
    }
  }

  /** The user chooses one. */
  record Or(List<LicenseExpression> terms) implements LicenseExpression {
    @Override
    public boolean satisfiedBy(Predicate<String> acceptable) {
      return terms.stream().anyMatch(term -> term.satisfiedBy(acceptable));
    }
  }

  /** What a component states, if it is or means an SPDX expression. */
  static Optional<LicenseExpression> parse(String stated) {
    return LicenseNames.expression(stated).map(canonical -> new Reading(canonical).or());
  }

  /** Reads an expression that is known to be valid; AND binds more tightly than OR. */
  final class Reading {

    private final List<String> words = new ArrayList<>();
    private int next;

    private Reading(String canonical) {
      StringTokenizer tokens = new StringTokenizer(canonical, " ()", true);
      while (tokens.hasMoreTokens()) {
        String token = tokens.nextToken();
        if (!token.equals(" ")) {
          words.add(token);
        }
      }
    }

    private LicenseExpression or() {
      List<LicenseExpression> terms = new ArrayList<>(List.of(and()));
      while (follows("OR")) {
        terms.add(and());
      }
      return terms.size() == 1 ? terms.getFirst() : new Or(List.copyOf(terms));
    }

    private LicenseExpression and() {
      List<LicenseExpression> terms = new ArrayList<>(List.of(one()));
      while (follows("AND")) {
        terms.add(one());
      }
      return terms.size() == 1 ? terms.getFirst() : new And(List.copyOf(terms));
    }

    private LicenseExpression one() {
      if (follows("(")) {
        LicenseExpression inner = or();
        next++; // the closing parenthesis
        return inner;
      }
      String id = words.get(next++);
      return new License(follows("WITH") ? id + " WITH " + words.get(next++) : id);
    }

    private boolean follows(String word) {
      boolean follows = next < words.size() && words.get(next).equals(word);
      next += follows ? 1 : 0;
      return follows;
    }
  }
}
