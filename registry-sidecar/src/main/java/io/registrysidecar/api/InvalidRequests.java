package io.registrysidecar.api;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Answers what is not HTTP, or more of it than is read. */
final class InvalidRequests implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    Problem problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ ->
              new Problem(
                  414, "uri-too-long", "The address is too long", "shorten the URL", Map.of());
          case TooLongHttpHeaderException _ ->
              new Problem(
                  431,
                  "headers-too-large",
                  "The headers are too large",
                  "send fewer or shorter headers",
                  Map.of());
          case null, default -> Problem.badRequest("malformed-http", "this is not HTTP/1.1");
        };
    Answer answer = problem.answer("");
    request.response().setStatusCode(answer.status());
    SecurityHeaders.ALL.forEach(request.response()::putHeader);
    answer.headers().forEach(request.response()::putHeader);
    request
        .response()
        .putHeader("connection", "close")
        .end(Buffer.buffer(answer.body()))
        .onComplete(_ -> request.connection().close());
  }
}
