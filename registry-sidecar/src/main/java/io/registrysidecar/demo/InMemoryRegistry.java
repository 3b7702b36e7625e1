package io.registrysidecar.demo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * A complete OCI registry in memory, for demonstrations and tests: push, pull, ranges, mounts,
 * deletion, lists in pages, referrers, and notifications. It forgets everything when closed, and
 * asks nobody who they are; by default it listens on this machine only.
 */
public final class InMemoryRegistry implements AutoCloseable {

  private final RegistryOptions options;
  private final RegistryEvents events;
  private final RegistryCore core;
  private final HttpServer server;

  private InMemoryRegistry(Vertx vertx, RegistryOptions options) {
    this.options = options;
    this.events =
        options
            .events()
            .<RegistryEvents>map(to -> new EventSender(vertx, to, InstantSource.system()))
            .orElse(RegistryEvents.UNHEARD);
    this.core = new RegistryCore(options, events);
    this.server =
        vertx.createHttpServer(
            new HttpServerConfig().setHost(options.host()).setPort(options.port()));
  }

  /** Starts a registry; it is reachable when this returns. Not to be called on an event loop. */
  public static InMemoryRegistry start(Vertx vertx, RegistryOptions options) {
    InMemoryRegistry registry = new InMemoryRegistry(vertx, options);
    registry.server.requestHandler(registry::receive).listen().await();
    return registry;
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://" + options.host() + ":" + server.actualPort());
  }

  /** Asks it without the network, and without the filter. */
  public RegistryAnswer answer(RegistryRequest request) {
    return core.answer(request);
  }

  @Override
  public void close() {
    events.close();
    server.close().await();
  }

  private void receive(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + (long) chunk.length() <= options.budget()) {
        body.appendBuffer(chunk);
      } else {
        request.connection().close();
      }
    });
    request.endHandler(
        _ -> options.filter().handle(asked(request, body), core::answer, request.response()));
    request.resume();
  }

  private static RegistryRequest asked(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach(headers::put);
    Map<String, String> query = new TreeMap<>();
    request.params().forEach(query::put);
    String path = request.path() == null ? "/" : request.path();
    return new RegistryRequest(
        request.method().name(),
        URI.create(path).getPath(),
        query,
        headers,
        body.getBytes(),
        String.valueOf(request.remoteAddress()));
  }
}
