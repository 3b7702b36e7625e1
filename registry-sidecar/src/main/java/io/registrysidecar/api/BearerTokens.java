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
    byte[] shown = hash(authorization.substring(SCHEME.length()).strip());
    boolean known = false;
    for (byte[] hash : hashes) {
      known |= MessageDigest.isEqual(hash, shown);
    }
    return known
        ? Optional.empty()
        : Optional.of(Problem.unauthorized("the token is not one of api.tokens-file"));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
