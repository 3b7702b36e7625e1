package io.registrysidecar.oci.client.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.Transport;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks token services for tokens (Docker Registry v2 token authentication, and its OAuth 2 form).
 * Follows no redirects.
 */
final class TokenService {

  private static final int LARGEST_ANSWER = 256 << 10;
  private static final long DEFAULT_SECONDS = 60;
  private static final long MOST_SECONDS = 24 * 60 * 60;

  private final Transport transport;

  TokenService(Transport transport) {
    this.transport = transport;
  }

  Token request(TokenRequest request) throws IOException {
    if (request.credential().orElse(null) instanceof Credential.IdentityToken(Secret token)) {
      try (Answer answer = transport.send(request.byPost(token))) {
        if (answer.status() != 404 && answer.status() != 405) {
          return token(answer);
        }
      }
    }
    try (Answer answer = transport.send(request.byGet())) {
      return token(answer);
    }
  }

  private static Token token(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw refused(answer, "answered " + answer.status());
    }
    JsonNode body;
    try {
      body = BoundedJson.read(answer.body(LARGEST_ANSWER));
    } catch (com.fasterxml.jackson.core.JacksonException _) {
      throw refused(answer, "did not answer with JSON");
    }
    JsonNode token =
        body.path("token").isTextual() ? body.path("token") : body.path("access_token");
    if (!token.isTextual() || !isHeaderValue(token.textValue())) {
      throw refused(answer, "answered without a token");
    }
    long seconds = body.path("expires_in").asLong(DEFAULT_SECONDS);
    long bounded = Math.clamp(seconds <= 0 ? DEFAULT_SECONDS : seconds, 1, MOST_SECONDS);
    return new Token(new Secret(token.textValue()), Duration.ofSeconds(bounded));
  }

  private static TokenRefused refused(Answer answer, String what) {
    return new TokenRefused(
        answer.status(),
        answer.header("retry-after"),
        "the token service at " + Locations.host(answer.uri()) + " " + what);
  }

  private static boolean isHeaderValue(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
