package io.registrysidecar.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The HTTP server: listens, and ends in good order. */
public final class ApiServer implements AutoCloseable {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(75);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads;
  private final @Nullable ServerTls tls;

  private ApiServer(HttpServer server, ExecutorService threads, @Nullable ServerTls tls) {
    this.server = server;
    this.threads = threads;
    this.tls = tls;
  }

  /**
   * Listens; requests are answered when this returns.
   *
   * @param listener where to listen
   * @param routes what is answered
   * @param users who may use the routes for users
   * @throws CannotListen if the address is taken or not one of this machine, or a file of the
   *     certificate cannot be used
   */
  public static ApiServer start(
      Vertx vertx, Listener listener, List<Route> routes, BearerTokens users, MeterRegistry meters)
      throws CannotListen {
    ServerTls tls = listener.tls() == null ? null : ServerTls.read(vertx, listener.tls(), listener);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());
    HttpServer server =
        create(vertx, tls)
            .requestHandler(
                new RequestGate(
                    new Router(routes), users, threads, new RequestMeter(meters), listener))
            .invalidRequestHandler(new InvalidRequests());
    try {
      server
          .listen(listener.port(), listener.host())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      threads.close();
      throw new CannotListen(listener.toString(), e.getCause() == null ? e : e.getCause());
    }
    return new ApiServer(server, threads, tls);
  }

  private static HttpServer create(Vertx vertx, @Nullable ServerTls tls) {
    return tls == null
        ? vertx.createHttpServer(configuration())
        : vertx.createHttpServer(configuration(), tls.options());
  }

  /** Shows another certificate from now on, if the files have changed. */
  public void refreshCertificate() {
    if (tls != null) {
      tls.refresh(server);
    }
  }

  /** Until when the certificate that is shown is good; empty where there is none. */
  public Optional<Instant> certificateUntil() {
    return tls == null ? Optional.empty() : Optional.of(tls.until());
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no new connections, answers what is in flight for a few seconds, and closes. */
  @Override
  public void close() {
    server.shutdown(GRACE).await();
    threads.shutdownNow();
  }

  private static HttpServerConfig configuration() {
    return new HttpServerConfig()
        .setVersions(HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0)
        .setIdleTimeout(IDLE)
        .setHandle100ContinueAutomatically(true)
        .setHttp1Config(
            new Http1ServerConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS));
  }
}
