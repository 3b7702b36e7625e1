package io.registrysidecar.oci.client;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A registry that wants a bearer token, with its own token service at {@code /token}. Each token is
 * good until forgotten.
 */
final class TokenDance implements Fault {

  static final String USER = "robot";
  static final String PASSWORD = "s3cret:with:colons";

  private final AtomicInteger issued = new AtomicInteger();
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private final List<RegistryRequest> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<RegistryAnswer> instead = Optional.empty();
  private volatile boolean allowsPost = true;
  private volatile boolean acceptsTokens = true;

  /** Requests for tokens so far. */
  List<RegistryRequest> asked() {
    return asked;
  }

  /** No token given so far is good any more. */
  void forgetTokens() {
    good.clear();
  }

  /** The token service answers this. */
  void answer(RegistryAnswer answer) {
    instead = Optional.of(answer);
  }

  /** The token service knows only GET. */
  void refusePost() {
    allowsPost = false;
  }

  /** Tokens are given, but none of them ever suffices. */
  void grantNothing() {
    acceptsTokens = false;
  }

  @Override
  public void handle(
      RegistryRequest request,
      Function<RegistryRequest, RegistryAnswer> registry,
      HttpServerResponse response) {
    answer(request, registry).writeTo(request, response);
  }

  private RegistryAnswer answer(
      RegistryRequest request, Function<RegistryRequest, RegistryAnswer> registry) {
    if (request.path().equals("/token")) {
      asked.add(request);
      return instead.orElseGet(() -> token(request));
    }
    String token = request.header("authorization").orElse("").replace("Bearer ", "");
    return acceptsTokens && good.contains(token) ? registry.apply(request) : challenge(request);
  }

  private RegistryAnswer token(RegistryRequest request) {
    if (request.method().equals("POST") && !allowsPost) {
      return RegistryAnswer.of(405);
    }
    String basic =
        Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    boolean known =
        request.header("authorization").orElse("Basic " + basic).equals("Basic " + basic);
    if (!known && request.method().equals("GET") && allowsPost) {
      return RegistryAnswer.of(401);
    }
    String token = "token-" + issued.incrementAndGet();
    good.add(token);
    String body = "{\"access_token\":\"" + token + "\",\"expires_in\":300}";
    return RegistryAnswer.of(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static RegistryAnswer challenge(RegistryRequest request) {
    String actions =
        request.isRead() ? "pull" : request.method().equals("DELETE") ? "delete" : "pull,push";
    return RegistryAnswer.error(401, "UNAUTHORIZED", "authentication required")
        .with(
            "www-authenticate",
            "Bearer scope=\"repository:team/app:"
                + actions
                + "\",service=\"registry.test\",realm=\"http://"
                + request.header("host").orElseThrow()
                + "/token\"");
  }
}
