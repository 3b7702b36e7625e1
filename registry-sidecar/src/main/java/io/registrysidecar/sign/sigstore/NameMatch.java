package io.registrysidecar.sign.sigstore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Which names are meant. */
public sealed interface NameMatch {

  /** Whether {@code name} is meant. */
  boolean matches(String name);

  /** Exactly {@code text}. */
  static NameMatch exactly(String text) {
    return new Exactly(text);
  }

  /**
   * Names that the whole of {@code expression} matches: unlike in cosign, a piece of a name that
   * matches is not enough, since anybody can have a name with such a piece.
   *
   * @param expression in the syntax of RE2, whose matching takes linear time
   * @throws IllegalArgumentException if it is not an expression
   */
  static NameMatch expression(String expression) {
    try {
      return new Expression(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getMessage(), e);
    }
  }

  /** One name. */
  record Exactly(String text) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return name.equals(text);
    }
  }

  /** All that an expression matches. */
  record Expression(Pattern pattern) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return pattern.matches(name);
    }
  }
}
