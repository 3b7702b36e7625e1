package io.registrysidecar.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server: listens, and ends in good order. */
public final class ApiServer implements AutoCloseable {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(75);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads;

  private ApiServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens; requests are answered when this returns.
   *
   * @param host where to listen
   * @param port where to listen; 0 for any free port
   * @param routes what is answered
   * @param users who may use the routes for users
   * @throws CannotListen if the address is taken or not one of this machine
   */
  public static ApiServer start(
      Vertx vertx,
      String host,
      int port,
      List<Route> routes,
      BearerTokens users,
      MeterRegistry meters)
      throws CannotListen {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());
    HttpServer server =
        vertx
            .createHttpServer(configuration())
            .requestHandler(
                new RequestGate(new Router(routes), users, threads, new RequestMeter(meters)))
            .invalidRequestHandler(new InvalidRequests());
    try {
      server.listen(port, host).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      threads.close();
      throw new CannotListen(host + ":" + port, e.getCause() == null ? e : e.getCause());
    }
    return new ApiServer(server, threads);
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
