package io.registrysidecar.oci.client.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.oci.Secret;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one registry with whatever proof it wants.
 *
 * <p>What the registry wanted the last time is offered at once; on a 401 its challenge is answered
 * and the request sent again, once. A challenge from anywhere else than the registry, such as the
 * target of a redirect, is never answered.
 *
 * <p>Shared state: {@code scheme} is a guess that any thread may replace, and a stale one costs one
 * round trip; the caches synchronise themselves.
 */
public final class Authenticator {

  private static final int DISCARDED = 64 << 10;
  private static final int MOST_SCOPES = 10_000;

  /** What the registry asked for the last time. */
  private sealed interface Scheme {
    record Basic() implements Scheme {}

    record Bearer(URI realm, Optional<String> service) implements Scheme {}
  }

  /** A header to send, and the token in it if it is one that may have gone stale. */
  private record Proof(Secret header, @Nullable TokenRequest request, @Nullable Token token) {}

  private final URI registry;
  private final String host;
  private final Transport transport;
  private final CredentialSource credentials;
  private final TokenCache tokens;
  private final Cache<Scope, List<Scope>> wanted =
      Caffeine.newBuilder().maximumSize(MOST_SCOPES).build();
  private volatile @Nullable Scheme scheme;

  /**
   * An authenticator for one registry.
   *
   * @param registry the registry's address
   * @param host the registry as references write it, to find credentials by
   * @param transport for requests to the registry; follows redirects
   * @param tokenTransport for requests to token services; follows none
   * @param credentials where credentials come from
   * @param ticker tells when tokens expire
   */
  public Authenticator(
      URI registry,
      String host,
      Transport transport,
      Transport tokenTransport,
      CredentialSource credentials,
      Ticker ticker) {
    this.registry = registry;
    this.host = host;
    this.transport = transport;
    this.credentials = credentials;
    this.tokens = new TokenCache(new TokenService(tokenTransport), ticker);
  }

  /**
   * Sends a request.
   *
   * @param call the request, without authorization
   * @param scope what a token must allow for it
   * @throws TokenRefused if the token service gives no token
   * @throws CredentialUnavailable if a configured credential cannot be had
   * @throws IOException as {@link Transport#send}
   */
  public Answer send(HttpCall call, Scope scope) throws IOException {
    if (!Locations.sameOrigin(call.uri(), registry)) {
      return transport.send(call);
    }
    Optional<Proof> offered = offer(scope);
    Answer answer = transport.send(with(call, offered));
    if (answer.status() != 401 || !Locations.sameOrigin(answer.uri(), registry)) {
      return answer;
    }
    offered.ifPresent(this::refused);
    Optional<Proof> asked = answerTo(answer, scope);
    if (asked.isEmpty()) {
      return answer;
    }
    try (answer) {
      answer.beginning(DISCARDED);
    }
    return transport.send(with(call, asked));
  }

  private static HttpCall with(HttpCall call, Optional<Proof> proof) {
    return proof.isEmpty() ? call : call.with("authorization", proof.get().header().reveal());
  }

  private Optional<Proof> offer(Scope scope) throws IOException {
    List<Scope> scopes = wanted.getIfPresent(scope);
    return switch (scheme) {
      case null -> Optional.empty();
      case Scheme.Basic _ -> basic();
      case Scheme.Bearer bearer -> bearer(bearer, scopes == null ? List.of(scope) : scopes);
    };
  }

  private Optional<Proof> answerTo(Answer answer, Scope scope) throws IOException {
    List<Challenge> challenges = Challenge.parse(answer.headers("www-authenticate"));
    Optional<Challenge> bearer = Challenge.of(challenges, "bearer");
    Optional<String> realm = bearer.flatMap(challenge -> challenge.parameter("realm"));
    if (bearer.isPresent() && realm.isPresent()) {
      List<Scope> scopes =
          Scope.union(Scope.parse(bearer.get().parameter("scope").orElse("")), scope);
      wanted.put(scope, scopes);
      var asked =
          new Scheme.Bearer(
              RealmPolicy.check(registry, realm.get()), bearer.get().parameter("service"));
      scheme = asked;
      return bearer(asked, scopes);
    }
    if (Challenge.of(challenges, "basic").isPresent()) {
      scheme = new Scheme.Basic();
      return basic();
    }
    return Optional.empty();
  }

  private Optional<Proof> basic() throws IOException {
    return credential().map(credential -> new Proof(credential.basic(), null, null));
  }

  private Optional<Proof> bearer(Scheme.Bearer bearer, List<Scope> scopes) throws IOException {
    TokenRequest request = new TokenRequest(bearer.realm(), bearer.service(), scopes, credential());
    Token token = tokens.token(request);
    return Optional.of(new Proof(token.authorization(), request, token));
  }

  private void refused(Proof proof) {
    if (proof.request() != null && proof.token() != null) {
      tokens.refused(proof.request(), proof.token());
    }
  }

  private Optional<Credential> credential() throws CredentialUnavailable {
    try {
      return credentials.credentialFor(host);
    } catch (IOException e) {
      throw new CredentialUnavailable(e);
    }
  }
}
