package io.registrysidecar.oci.client.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Tokens in use. Many threads that need the same token ask for it once: the first starts the
 * request on a thread of its own, so that none of them can cancel it for the others.
 */
final class TokenCache {

  private static final int MOST_TOKENS = 10_000;

  /** What a token service said; a failure is told to those who wait for it and then forgotten. */
  private sealed interface Outcome {
    record Given(Token token) implements Outcome {}

    record Failed(IOException failure) implements Outcome {}
  }

  private final TokenService service;
  private final AsyncCache<TokenRequest, Outcome> outcomes;

  TokenCache(TokenService service, Ticker ticker) {
    this.service = service;
    this.outcomes =
        Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .ticker(ticker)
            .executor(Thread::startVirtualThread)
            .expireAfter(Expiry.<TokenRequest, Outcome>creating((_, outcome) -> lifetime(outcome)))
            .buildAsync();
  }

  /** A token that will be valid for a while. */
  Token token(TokenRequest request) throws IOException {
    try {
      return switch (outcomes.get(request, this::ask).get()) {
        case Outcome.Given(Token token) -> token;
        case Outcome.Failed(IOException failure) -> throw failure;
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a token");
    } catch (ExecutionException e) {
      throw new IOException("no token: " + e.getCause(), e);
    }
  }

  /** Forgets a token that the registry did not accept, unless somebody has replaced it already. */
  void refused(TokenRequest request, Token token) {
    CompletableFuture<Outcome> known = outcomes.getIfPresent(request);
    if (known != null
        && known.isDone()
        && known.getNow(null) instanceof Outcome.Given(Token given)
        && given.equals(token)) {
      outcomes.asMap().remove(request, known);
    }
  }

  private Outcome ask(TokenRequest request) {
    try {
      return new Outcome.Given(service.request(request));
    } catch (IOException e) {
      return new Outcome.Failed(e);
    }
  }

  private static Duration lifetime(Outcome outcome) {
    return outcome instanceof Outcome.Given(Token token) ? token.usable() : Duration.ZERO;
  }
}
