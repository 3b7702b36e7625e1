package io.registrysidecar.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the API's users. Only their hashes are kept, and comparing takes the same time
 * whatever is sent.
 */
public final class BearerTokens {

  private static final String SCHEME = "Bearer ";

  private final List<byte[]> hashes;

  /** Takes the tokens that are good; with none, everybody is a user. */
  public BearerTokens(List<String> tokens) {
    this.hashes = tokens.stream().map(BearerTokens::hash).toList();
  }

  /** Says why a request with this {@code Authorization} is not let in; empty when it is. */
  Optional<Problem> refuse(@Nullable String authorization) {
    if (hashes.isEmpty()) {
      return Optional.empty();
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.of(
          Problem.unauthorized("send a token of api.tokens-file as Authorization: Bearer TOKEN"));
    }
    return place(authorization) > 0
        ? Optional.empty()
        : Optional.of(Problem.unauthorized("the token is not one of api.tokens-file"));
  }

  /**
   * What to call whoever sends this {@code Authorization}: tokens have no names, but places in
   * their file.
   */
  String user(@Nullable String authorization) {
    int place =
        authorization == null || authorization.length() < SCHEME.length()
            ? 0
            : place(authorization);
    return place == 0 ? "api" : "api, token " + place;
  }

  /** The place of a token among those that are good, from 1; 0 when it is none of them. */
  private int place(String authorization) {
    byte[] shown = hash(authorization.substring(SCHEME.length()).strip());
    int place = 0;
    for (int i = 0; i < hashes.size(); i++) {
      place = MessageDigest.isEqual(hashes.get(i), shown) ? i + 1 : place;
    }
    return place;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
