package io.registrysidecar.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which components are meant: a package URL without qualifiers, with {@code *} for any characters
 * within a segment and {@code **} for any segments of the name.
 *
 * @param type the package type, such as {@code npm}
 * @param name namespace and name, or a pattern of them
 * @param version a version, or null when any is meant
 */
record PurlPattern(String type, Glob name, @Nullable String version) {

  private static final String SCHEME = "pkg:";

  /** Reads a pattern; empty when the text is none. */
  static Optional<PurlPattern> parse(String text) {
    if (!text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String rest = withoutQualifiers(text.substring(SCHEME.length()));
    int slash = rest.indexOf('/');
    if (slash <= 0 || slash == rest.length() - 1) {
      return Optional.empty();
    }
    String type = rest.substring(0, slash);
    String name = rest.substring(slash + 1);
    int at = name.indexOf('@', name.lastIndexOf('/') + 1);
    try {
      return at == 0
          ? Optional.empty()
          : Optional.of(
              at < 0
                  ? new PurlPattern(type, new Glob(decoded(name)), null)
                  : new PurlPattern(
                      type,
                      new Glob(decoded(name.substring(0, at))),
                      decoded(name.substring(at + 1))));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // not percent-encoded as it must be
    }
  }

  /** Whether a component is meant. */
  boolean matches(String purl) {
    return parse(purl)
        .filter(other -> other.type.equals(type))
        .filter(other -> name.matches(other.name.text()))
        .filter(other -> version == null || version.equals(other.version))
        .isPresent();
  }

  private static String withoutQualifiers(String text) {
    int end = text.length();
    for (char c : new char[] {'?', '#'}) {
      int at = text.indexOf(c);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
