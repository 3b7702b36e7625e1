package io.registrysidecar.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an endpoint what happened, in the manner of CNCF distribution: one event per request, in
 * order, each with the same identifier until it was answered with 2xx. The queue is in memory and
 * lost when the registry ends.
 *
 * <p>The queue is touched by request threads and by the one event loop that the answers arrive on,
 * always under its own monitor; {@code sending} makes sure that one event is on its way at a time.
 */
final class EventSender implements RegistryEvents {

  private static final Logger log = LoggerFactory.getLogger(EventSender.class);
  private static final int MOST_WAITING = 100_000;
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final URI endpoint;
  private final Map<String, String> headers;
  private final InstantSource clock;
  private final UUID instance = UUID.randomUUID();
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private final AtomicBoolean sending = new AtomicBoolean();
  private volatile boolean closed;

  EventSender(Vertx vertx, RegistryOptions.Events to, InstantSource clock) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.endpoint = to.endpoint();
    this.headers = to.headers();
    this.clock = clock;
  }

  @Override
  public void happened(RegistryEvent event) {
    byte[] envelope = EventJson.envelope(event, UUID.randomUUID(), clock.instant(), instance);
    synchronized (waiting) {
      if (waiting.size() == MOST_WAITING) {
        log.atError().addKeyValue("endpoint", endpoint).log("too many events wait, one dropped");
        return;
      }
      waiting.add(Buffer.buffer(envelope));
    }
    sendNext();
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }

  private void sendNext() {
    Buffer next;
    synchronized (waiting) {
      next = waiting.peek();
      if (next == null || closed || !sending.compareAndSet(false, true)) {
        return;
      }
    }
    post(next)
        .onComplete(status -> {
          if (status.succeeded() && status.result() / 100 == 2) {
            delivered();
          } else {
            retryLater(
                status.succeeded()
                    ? "status " + status.result()
                    : String.valueOf(status.cause().getMessage()));
          }
        });
  }

  private void delivered() {
    synchronized (waiting) {
      waiting.remove();
    }
    sending.set(false);
    sendNext();
  }

  private void retryLater(String cause) {
    if (closed) {
      return;
    }
    log.atDebug()
        .addKeyValue("endpoint", endpoint)
        .addKeyValue("cause", cause)
        .log("event not taken");
    vertx.setTimer(
        BACKOFF.toMillis(),
        _ -> {
          sending.set(false);
          sendNext();
        });
  }

  private Future<Integer> post(Buffer envelope) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(endpoint.toString())
            .putHeader("content-type", EventJson.CONTENT_TYPE);
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send(envelope))
        .compose(response -> response.body().map(response.statusCode()))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
