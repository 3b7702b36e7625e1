package io.registrysidecar.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What no other rule can say: a condition in the Common Expression Language that must be true.
 *
 * @param expression the condition
 * @param message what it means when it is not true
 */
record ExpressionRule(Expression expression, String message) implements Rule {

  static final String KIND = "expression";

  static @Nullable Rule read(Fields fields) {
    String source = fields.text("cel").orElse("");
    String message = fields.text("message").orElse("");
    if (source.isBlank()) {
      fields.refuse("write cel: and an expression that is true for images that keep the rule");
      return null;
    }
    if (message.isBlank()) {
      fields.refuse("write message: and what it means when the expression is not true");
    }
    try {
      return new ExpressionRule(Expression.compile(source), message);
    } catch (Expression.Malformed e) {
      fields.refuse("cel", String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    return switch (expression.evaluate(facts)) {
      case Expression.Value.True _ -> List.of();
      case Expression.Value.False _ -> List.of(Problem.broken(message));
      case Expression.Value.Undecided(String why) ->
          List.of(
              Problem.unknown("the expression could not be evaluated: " + why + unchecked(facts)));
    };
  }

  @Override
  public boolean asksForSignatures() {
    return expression.namesSigners();
  }

  @Override
  public boolean asksForTime() {
    return expression.namesTime();
  }

  private String unchecked(Facts.Scanned facts) {
    return expression.namesSigners() && facts.signatures() instanceof Signatures.Unchecked(var why)
        ? "; " + why
        : "";
  }
}
