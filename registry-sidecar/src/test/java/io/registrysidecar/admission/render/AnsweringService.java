package io.registrysidecar.admission.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that answers every question the same, and remembers the questions. */
final class AnsweringService implements AutoCloseable {

  /** Method, path and query of each question. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile int status = 200;
  volatile String body;
  private final HttpServer server;

  private AnsweringService(String body) throws IOException {
    this.body = body;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
  }

  static AnsweringService start(String body) throws IOException {
    var service = new AnsweringService(body);
    service.server.start();
    return service;
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI question = exchange.getRequestURI();
    asked.add(
        exchange.getRequestMethod() + " " + question.getPath() + " " + question.getRawQuery());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The reference of the last question. */
  String image() {
    String query = asked.getLast().replaceFirst(".* image=", "");
    return URLDecoder.decode(query, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
