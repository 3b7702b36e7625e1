package io.registrysidecar.oci.client;

import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.oci.client.auth.Authenticator;
import io.registrysidecar.oci.client.http.AddressPolicy;
import io.registrysidecar.oci.client.http.ReadAhead;
import io.registrysidecar.oci.client.http.Redirects;
import io.registrysidecar.oci.client.http.VertxTransport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes clients for registries. */
public final class DistributionClients {

  private final Vertx vertx;
  private final String userAgent;
  private final SubjectLock lock;
  private final ReadAhead readAhead;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Pause pause;
  private final Ticker ticker;
  private final AddressPolicy.Resolver resolver;

  /** Makes clients that share an event loop, a lock, and the usual budget for reading ahead. */
  public DistributionClients(Vertx vertx, String version, SubjectLock lock) {
    this(vertx, version, lock, ReadAhead.usual());
  }

  /**
   * Makes clients that share an event loop, a lock and a budget.
   *
   * @param vertx runs the event loops; closed by whoever made it
   * @param version this program's version, for {@code User-Agent}
   * @param lock serialises changes of referrers under fallback tags
   * @param readAhead what all their downloads together may hold unread
   */
  public DistributionClients(Vertx vertx, String version, SubjectLock lock, ReadAhead readAhead) {
    this(
        vertx,
        version,
        lock,
        readAhead,
        InstantSource.system(),
        RandomGenerator.of("L64X128MixRandom"),
        Thread::sleep,
        Ticker.systemTicker(),
        InetAddress::getAllByName);
  }

  DistributionClients(
      Vertx vertx,
      String version,
      SubjectLock lock,
      ReadAhead readAhead,
      InstantSource clock,
      RandomGenerator random,
      Pause pause,
      Ticker ticker,
      AddressPolicy.Resolver resolver) {
    this.vertx = vertx;
    this.userAgent = "registry-sidecar/" + version;
    this.lock = lock;
    this.readAhead = readAhead;
    this.clock = clock;
    this.random = random;
    this.pause = pause;
    this.ticker = ticker;
    this.resolver = resolver;
  }

  /**
   * A client for one registry. Nothing is sent yet.
   *
   * @throws IOException if a certificate file cannot be used
   */
  public DistributionClient open(RegistryAccess settings) throws IOException {
    VertxTransport transport =
        new VertxTransport(
            vertx,
            settings.url(),
            settings.tls(),
            new AddressPolicy(settings.url(), settings.trustedHosts(), resolver),
            settings.requestsInFlight(),
            settings.patience(),
            readAhead,
            userAgent);
    Authenticator authenticator =
        new Authenticator(
            settings.url(),
            settings.host(),
            new Redirects(transport),
            transport,
            settings.credentials(),
            ticker);
    Caller caller =
        new Caller(
            authenticator,
            new Retry(settings.retry(), pause, random),
            settings.requestsInFlight(),
            new Warnings(settings.host()),
            clock);
    Acknowledgements acknowledgements = new Acknowledgements();
    Referrers referrers =
        new Referrers(
            caller,
            new ReferrersSupport(ticker),
            acknowledgements,
            new FallbackWriter(lock, pause, random),
            pause,
            settings.replaceForeignTag());
    return new HttpDistributionClient(
        settings, caller, referrers, acknowledgements, transport::close);
  }
}
