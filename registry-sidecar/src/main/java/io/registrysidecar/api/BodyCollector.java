package io.registrysidecar.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Collects the body of a request on the event loop, and gives up at its limit. */
final class BodyCollector {

  private final Buffer collected = Buffer.buffer();
  private boolean over;

  private BodyCollector() {}

  /** Calls exactly one of {@code done} and {@code refused}, or none when the client goes away. */
  static void collect(
      HttpServerRequest request, int limit, Consumer<byte[]> done, Consumer<Problem> refused)
      throws Problem {
    if (declaredLength(request) > limit) {
      throw Problem.tooLarge(limit);
    }
    BodyCollector collector = new BodyCollector();
    request.handler(piece -> {
      if (collector.over) {
        return;
      }
      if (collector.collected.length() + piece.length() > limit) {
        collector.over = true;
        refused.accept(Problem.tooLarge(limit));
      } else {
        collector.collected.appendBuffer(piece);
      }
    });
    request.endHandler(_ -> {
      if (!collector.over) {
        done.accept(collector.collected.getBytes());
      }
    });
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }
}
