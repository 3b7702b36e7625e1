package io.registrysidecar.oci.client.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ClientConfig;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends requests over Vert.x: one connection pool per server, no thread per connection.
 *
 * <p>HTTP/1.1 only. One download per connection can be aborted and throttled without touching any
 * other, and measured faster for large blobs than HTTP/2 with windows large enough not to stall.
 */
public final class VertxTransport implements Transport, AutoCloseable {

  /**
   * The most bytes that a body arrives in at once. The library keeps up to 16 such arrays for each
   * body, all of which live longer than a young collection where the reader is slower than the
   * network.
   */
  static final int CHUNK = 16 << 10;

  private static final int LARGEST_HEAD = 64 << 10;
  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);

  private final HttpClientAgent client;
  private final URI registry;
  private final AddressPolicy addresses;
  private final ClientSSLOptions forOthers;
  private final Patience patience;
  private final ReadAhead readAhead;
  private final String userAgent;

  /**
   * A transport for one registry and the places it sends us to.
   *
   * @param vertx runs the event loops
   * @param registry the registry's address; the client certificate is shown only there
   * @param tls how the registry is recognised
   * @param addresses which other places are allowed
   * @param connections the most connections per server
   * @param patience how long to wait
   * @param readAhead what all bodies together may hold unread
   * @param userAgent what to call ourselves
   * @throws IOException if a certificate file cannot be used
   */
  public VertxTransport(
      Vertx vertx,
      URI registry,
      Tls tls,
      AddressPolicy addresses,
      int connections,
      Patience patience,
      ReadAhead readAhead,
      String userAgent)
      throws IOException {
    this.registry = registry;
    this.addresses = addresses;
    this.patience = patience;
    this.readAhead = readAhead;
    this.userAgent = userAgent;
    this.forOthers = TlsOptions.forOthers(tls);
    this.client =
        vertx
            .httpClientBuilder()
            .with(config(patience))
            .with(TlsOptions.forRegistry(tls))
            .with(new PoolOptions().setHttp1MaxSize(connections))
            // What breaks a connection is told to the request on it; unheard, it is logged as well.
            .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
            .build();
  }

  @Override
  public Answer send(HttpCall call) throws IOException {
    RequestOptions options = options(call);
    return new Sending(patience.head()).await(() -> client.request(options), r -> start(r, call));
  }

  @Override
  public void close() {
    client.close();
  }

  private Future<Answer> start(HttpClientRequest request, HttpCall call) {
    byte[] body = call.body();
    Future<HttpClientResponse> sent = body == null ? request.send() : Outgoing.send(request, body);
    // On the event loop, before the first bytes of the body are delivered.
    return sent.map(response ->
        new Answer(
            call.uri(),
            response.statusCode(),
            headers(response),
            BodyStream.of(response, patience, readAhead)));
  }

  private RequestOptions options(HttpCall call) throws IOException {
    URI uri = call.uri();
    boolean ssl = "https".equals(uri.getScheme());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(call.method().name()))
            .setHost(uri.getHost())
            .setPort(Locations.port(uri))
            .setSsl(ssl)
            .setURI(requestTarget(uri))
            .setFollowRedirects(false)
            .putHeader("user-agent", userAgent)
            // A body that is compressed on the way does not have the digest that was promised.
            .putHeader("accept-encoding", "identity");
    call.headers().forEach(options::putHeader);
    if (call.body() == null && !call.method().isSafe()) {
      options.putHeader("content-length", "0");
    }
    Optional<InetAddress> address = addresses.addressFor(uri);
    address.ifPresent(checked ->
        options.setServer(
            SocketAddress.inetSocketAddress(Locations.port(uri), checked.getHostAddress())));
    if (ssl && !Locations.sameOrigin(uri, registry)) {
      options.setSslOptions(forOthers);
    }
    return options;
  }

  private static HttpClientConfig config(Patience patience) {
    return new HttpClientConfig()
        .setVersions(HttpVersion.HTTP_1_1)
        .setConnectTimeout(patience.connect())
        .setDecompressionEnabled(false)
        .setFollowAlternativeServices(false)
        .setHttp1Config(
            new Http1ClientConfig()
                .setMaxChunkSize(CHUNK)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setKeepAliveTimeout(IDLE_CONNECTION));
  }

  private static String requestTarget(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static Map<String, List<String>> headers(HttpClientResponse response) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : response.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(response.headers().getAll(name)));
    }
    return headers;
  }
}
