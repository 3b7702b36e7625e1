package io.registrysidecar.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A registry with one image, whose layers are made while they are sent and never stored. */
final class GeneratedRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] manifest;
  private final byte[] config;
  private final Map<String, GeneratedLayer> layers = new HashMap<>();

  private GeneratedRegistry(List<GeneratedLayer> layers) throws Exception {
    layers.forEach(layer -> this.layers.put(layer.digest(), layer));
    this.config =
        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
            .formatted(
                layers.stream()
                    .map(layer -> "\"" + layer.diffId() + "\"")
                    .collect(Collectors.joining(",")))
            .getBytes(UTF_8);
    this.manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                MANIFEST,
                descriptor(CONFIG, digest(config), config.length),
                layers.stream()
                    .map(layer -> descriptor(LAYER, layer.digest(), layer.size()))
                    .collect(Collectors.joining(",")))
            .getBytes(UTF_8);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts with an image.
   *
   * @param layers how many layers it has
   * @param files how many files each layer has
   * @param megabytes what each layer unpacks to, not counting the files
   */
  static GeneratedRegistry start(int layers, int files, int megabytes) throws Exception {
    List<GeneratedLayer> all = new java.util.ArrayList<>();
    for (int i = 0; i < layers; i++) {
      all.add(GeneratedLayer.of("layer" + i, files, megabytes));
    }
    return new GeneratedRegistry(all);
  }

  /** The image, as the commands take it. */
  String image() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/generated/image:1";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String last = path.substring(path.lastIndexOf('/') + 1);
      GeneratedLayer layer = layers.get(last);
      if (path.contains("/manifests/")) {
        send(exchange, MANIFEST, manifest);
      } else if (last.equals(digest(config))) {
        send(exchange, "application/octet-stream", config);
      } else if (layer != null) {
        exchange.sendResponseHeaders(200, layer.size());
        try (OutputStream body = exchange.getResponseBody()) {
          layer.writeTo(body);
        }
      } else {
        exchange.sendResponseHeaders(path.equals("/v2/") ? 200 : 404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    exchange.getResponseHeaders().set("docker-content-digest", digest(content));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("content-length", String.valueOf(content.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String descriptor(String type, String digest, long size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }
}
