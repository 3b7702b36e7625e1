package io.registrysidecar.oci.client.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one answer.
 *
 * <p>Shared between the waiting thread and the event loop: {@code request} and {@code abandoned},
 * both guarded by this object. When the wait is given up, whichever of the two comes later resets
 * the request, so that no connection stays behind.
 */
final class Sending {

  private final Duration limit;
  private @Nullable HttpClientRequest request;
  private boolean abandoned;

  Sending(Duration limit) {
    this.limit = limit;
  }

  /** Opens a request, sends it, and blocks until its answer has begun. */
  Answer await(
      Supplier<Future<HttpClientRequest>> open, Function<HttpClientRequest, Future<Answer>> send)
      throws IOException {
    CompletableFuture<Answer> answer =
        open.get()
            .compose(
                opened -> accept(opened) ? send.apply(opened) : Future.failedFuture("given up"))
            .toCompletionStage()
            .toCompletableFuture();
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      abandon();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    } catch (TimeoutException _) {
      abandon();
      throw new Stalled("no answer for " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw asIo(e.getCause() == null ? e : e.getCause());
    }
  }

  private static IOException asIo(Throwable cause) {
    if (cause instanceof IOException io) {
      return io;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new IOException(message, cause);
  }

  private synchronized boolean accept(HttpClientRequest opened) {
    request = opened;
    // A failure is told through the answer; unheard here, it is logged as well.
    opened.exceptionHandler(_ -> {});
    if (abandoned) {
      opened.reset();
    }
    return !abandoned;
  }

  private synchronized void abandon() {
    abandoned = true;
    if (request != null) {
      request.reset();
    }
  }
}
