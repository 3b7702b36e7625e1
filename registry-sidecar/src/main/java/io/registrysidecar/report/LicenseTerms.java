package io.registrysidecar.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recognises SPDX identifiers and expressions (SPDX 2.3, annex D) in what components state as their
 * licences. Most state something else, and that must not look like an identifier in a document that
 * other people's programs check.
 */
final class LicenseTerms {

  private static final Map<String, String> LICENSES = identifiers("spdx-licenses.txt");
  private static final Map<String, String> EXCEPTIONS = identifiers("spdx-exceptions.txt");
  private static final int MAX_LENGTH = 1000;

  private LicenseTerms() {}

  /** The identifier as the SPDX list spells it, or empty when the list does not have it. */
  static Optional<String> identifier(String text) {
    return text.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.ofNullable(LICENSES.get(text.toLowerCase(Locale.ROOT)));
  }

  /**
   * A valid expression of listed licences, each as the list spells it; empty when {@code text} is
   * none. A single identifier is an expression.
   */
  static Optional<String> expression(String text) {
    return text.length() > MAX_LENGTH ? Optional.empty() : new Reading().read(text);
  }

  private static Map<String, String> identifiers(String resource) {
    try (InputStream list = LicenseTerms.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(list, resource).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .collect(
              Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException("the list of licences is part of this program", e);
    }
  }

  /** Reads one expression, word by word. */
  private static final class Reading {

    private final StringBuilder canonical = new StringBuilder();
    private Wanted wanted = Wanted.LICENSE;
    private int open;

    Optional<String> read(String text) {
      StringTokenizer words = new StringTokenizer(text, " ()", true);
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (!word.equals(" ") && !take(word)) {
          return Optional.empty();
        }
      }
      return open == 0 && (wanted == Wanted.OPERATOR || wanted == Wanted.OPERATOR_OR_WITH)
          ? Optional.of(canonical.toString())
          : Optional.empty();
    }

    private boolean take(String word) {
      return switch (wanted) {
        case LICENSE -> word.equals("(") ? opened() : license(word);
        case EXCEPTION -> exception(word);
        case OPERATOR, OPERATOR_OR_WITH -> word.equals(")") ? closed() : operator(word);
      };
    }

    private boolean opened() {
      open++;
      canonical.append('(');
      return true;
    }

    private boolean closed() {
      open--;
      canonical.append(')');
      wanted = Wanted.OPERATOR;
      return open >= 0;
    }

    private boolean license(String word) {
      String listed = LICENSES.get(word.toLowerCase(Locale.ROOT));
      if (listed == null && word.endsWith("+")) {
        String without =
            LICENSES.get(word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT));
        listed = without == null ? null : without + "+";
      }
      wanted = Wanted.OPERATOR_OR_WITH;
      canonical.append(listed);
      return listed != null;
    }

    private boolean exception(String word) {
      String listed = EXCEPTIONS.get(word.toLowerCase(Locale.ROOT));
      wanted = Wanted.OPERATOR;
      canonical.append(listed);
      return listed != null;
    }

    private boolean operator(String word) {
      canonical.append(' ').append(word).append(' ');
      if (word.equals("WITH") && wanted == Wanted.OPERATOR_OR_WITH) {
        wanted = Wanted.EXCEPTION;
        return true;
      }
      wanted = Wanted.LICENSE;
      return word.equals("AND") || word.equals("OR");
    }
  }

  /** What may come next. */
  private enum Wanted {
    LICENSE,
    EXCEPTION,
    OPERATOR,
    OPERATOR_OR_WITH
  }
}
