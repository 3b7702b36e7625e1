package io.registrysidecar.oci.client.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the challenges of one {@code WWW-Authenticate} value.
 *
 * <p>The grammar separates challenges and parameters by the same comma; a name followed by {@code
 * =} is a parameter of the challenge before it, any other name starts a new challenge.
 */
final class ChallengeReader {

  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~/";

  private final String text;
  private int at;

  ChallengeReader(String text) {
    this.text = text;
  }

  List<Challenge> read() {
    List<Challenge> challenges = new ArrayList<>();
    skip(" \t,");
    while (at < text.length()) {
      String scheme = token();
      if (scheme.isEmpty()) {
        break;
      }
      challenges.add(new Challenge(lower(scheme), parameters()));
      skip(" \t,");
    }
    return challenges;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    while (true) {
      int before = at;
      skip(" \t,");
      String name = token();
      skip(" \t");
      if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
        at = before;
        return parameters;
      }
      at++;
      skip(" \t");
      parameters.putIfAbsent(lower(name), value());
    }
  }

  private String value() {
    if (at == text.length() || text.charAt(at) != '"') {
      // Lenient: servers leave addresses unquoted, so anything up to the comma is the value.
      int start = at;
      while (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  private String token() {
    int start = at;
    while (at < text.length() && isToken(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_PUNCTUATION.indexOf(c) >= 0;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
