package io.registrysidecar.oci.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One authentication challenge of a {@code WWW-Authenticate} header (RFC 9110 §11.6.1).
 *
 * @param scheme the scheme in lower case
 * @param parameters names in lower case to values, unquoted
 */
record Challenge(String scheme, Map<String, String> parameters) {

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /**
   * All challenges of all header values, in order. What cannot be understood ends the reading of
   * its value.
   */
  static List<Challenge> parse(List<String> headerValues) {
    List<Challenge> challenges = new ArrayList<>();
    for (String value : headerValues) {
      challenges.addAll(new ChallengeReader(value).read());
    }
    return challenges;
  }

  /** The first challenge of a scheme. */
  static Optional<Challenge> of(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
