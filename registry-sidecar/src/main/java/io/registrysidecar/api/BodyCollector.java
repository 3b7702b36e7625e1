package io.registrysidecar.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Collects the body of a request on the event loop, and gives up at its limit, or where the bodies
 * of all requests together have become too large. What it takes of their budget is given back with
 * the end of the request.
 */
final class BodyCollector {

  private final Buffer collected = Buffer.buffer();
  private final AtomicLong taken = new AtomicLong();
  private boolean over;

  private BodyCollector() {}

  /** Calls exactly one of {@code done} and {@code refused}, or none when the client goes away. */
  static void collect(
      HttpServerRequest request,
      int limit,
      BodyBudget budget,
      Consumer<byte[]> done,
      Consumer<Problem> refused)
      throws Problem {
    if (declaredLength(request) > limit) {
      throw Problem.tooLarge(limit);
    }
    BodyCollector collector = new BodyCollector();
    if (limit > 0) {
      request.response().endHandler(_ -> budget.give(collector.taken.getAndSet(0)));
      request.response().closeHandler(_ -> budget.give(collector.taken.getAndSet(0)));
    }
    request.handler(piece -> {
      if (collector.over) {
        return;
      }
      if (collector.collected.length() + piece.length() > limit) {
        collector.over = true;
        refused.accept(Problem.tooLarge(limit));
      } else if (!budget.take(piece.length())) {
        collector.over = true;
        refused.accept(Problem.busy());
      } else {
        collector.taken.addAndGet(piece.length());
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
