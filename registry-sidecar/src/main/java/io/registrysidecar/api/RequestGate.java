package io.registrysidecar.api;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request in and sends every answer out.
 *
 * <p>On the event loop: the route is found, the credential checked, and the body collected within
 * its limit. Then a virtual thread runs the endpoint, which may block, and the event loop writes
 * what it answers. Only so many endpoints run at once, and only so many bytes of bodies are held;
 * who comes then is asked to come again, so that a crowd cannot exhaust memory.
 */
final class RequestGate implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

  private final Router router;
  private final BearerTokens users;
  private final ExecutorService threads;
  private final RequestMeter meter;
  private final Semaphore permits;
  private final BodyBudget bodies;

  RequestGate(
      Router router,
      BearerTokens users,
      ExecutorService threads,
      RequestMeter meter,
      Listener limits) {
    this.permits = new Semaphore(limits.mostInFlight());
    this.bodies = new BodyBudget(limits.mostBodyBytes());
    this.router = router;
    this.users = users;
    this.threads = threads;
    this.meter = meter;
  }

  @Override
  public void handle(HttpServerRequest request) {
    RequestMeter.Timer timer = meter.begin(request.method().name());
    try {
      Router.Match match = router.find(request.method().name(), PathDecoder.decode(request.path()));
      timer.route(match.route().path().toString());
      admit(request, match, timer);
    } catch (Problem problem) {
      send(request, timer, problem.answer(shownPath(request)));
    }
  }

  private void admit(HttpServerRequest request, Router.Match match, RequestMeter.Timer timer)
      throws Problem {
    Route route = match.route();
    if (route.access() == Route.Access.USERS) {
      Problem refusal = users.refuse(request.getHeader("authorization")).orElse(null);
      if (refusal != null) {
        throw refusal;
      }
    }
    Map<String, String> query = QueryParameters.read(request, route.parameters());
    if (route.body().limit() > 0) {
      checkBodyType(request, route.body());
    }
    BodyCollector.collect(
        request,
        route.body().limit(),
        bodies,
        body ->
            run(
                request,
                new Call(
                    match.parameters(),
                    query,
                    headers(request),
                    body,
                    users.user(request.getHeader("authorization"))),
                route,
                timer),
        problem -> send(request, timer, problem.answer(shownPath(request))));
  }

  private static void checkBodyType(HttpServerRequest request, Route.Body body) throws Problem {
    String encoding = request.getHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problem.unsupportedMediaType(
          "a body with Content-Encoding " + encoding + " is not taken; send it as it is");
    }
    String type = request.getHeader("content-type");
    String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (body.json() && !(plain.equals("application/json") || plain.endsWith("+json"))) {
      throw Problem.unsupportedMediaType(
          "the body must be JSON; send it with Content-Type: application/json");
    }
  }

  private void run(HttpServerRequest request, Call call, Route route, RequestMeter.Timer timer) {
    if (!permits.tryAcquire()) {
      send(request, timer, Problem.busy().answer(shownPath(request)));
      return;
    }
    Context loop = io.vertx.core.Vertx.currentContext();
    threads.execute(() -> {
      Answer answer;
      try {
        answer = answer(request, call, route);
      } finally {
        permits.release();
      }
      loop.runOnContext(_ -> send(request, timer, answer));
    });
  }

  private Answer answer(HttpServerRequest request, Call call, Route route) {
    try {
      Answer answer = route.endpoint().answer(call);
      return ContentCoding.apply(
          route.method().equals("GET")
              ? EntityTags.apply(answer, call.headers().get("if-none-match"))
              : answer,
          call.headers().get("accept-encoding"));
    } catch (Problem problem) {
      return problem.answer(shownPath(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.unavailable("stopping", "the service stops; come again in a while", 5)
          .answer(shownPath(request));
    } catch (RuntimeException e) {
      return Failures.problem(e, () -> incident(route, e)).answer(shownPath(request));
    }
  }

  private static String incident(Route route, RuntimeException e) {
    String incident = UUID.randomUUID().toString();
    LOG.atError()
        .addKeyValue("incident", incident)
        .addKeyValue("method", route.method())
        .addKeyValue("route", route.path())
        .setCause(e)
        .log("request failed");
    return incident;
  }

  private static void send(HttpServerRequest request, RequestMeter.Timer timer, Answer answer) {
    timer.end(answer.status());
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    SecurityHeaders.ALL.forEach(response::putHeader);
    answer.headers().forEach(response::putHeader);
    if (request.method().name().equals("HEAD") || answer.status() == 304) {
      if (answer.status() != 304) {
        response.putHeader("content-length", Integer.toString(answer.body().length));
      }
      response.end();
    } else {
      response.end(Buffer.buffer(answer.body()));
    }
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static String shownPath(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path == null ? "" : path;
  }
}
