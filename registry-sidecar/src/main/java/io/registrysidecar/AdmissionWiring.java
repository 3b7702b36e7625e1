package io.registrysidecar;

import io.micrometer.core.instrument.MeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.admission.ScanWish;
import io.registrysidecar.admission.WatchedRegistry;
import io.registrysidecar.api.AdmissionApi;
import io.registrysidecar.api.AdmissionMeter;
import io.registrysidecar.api.ApiServer;
import io.registrysidecar.api.BearerTokens;
import io.registrysidecar.api.CannotListen;
import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.api.Listener;
import io.registrysidecar.api.TlsFiles;
import io.registrysidecar.config.AdmissionSettings;
import io.registrysidecar.config.ListenAddress;
import io.registrysidecar.config.RegistrySettings;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What answers clusters, wired from a configuration. */
final class AdmissionWiring {

  private static final Logger LOG = LoggerFactory.getLogger(AdmissionWiring.class);
  private static final Duration CERTIFICATE_WATCH = Duration.ofSeconds(10);

  /** Of reviews in flight, parsed ones included, what a small heap bears. */
  private static final long MOST_BODY_BYTES = 24L << 20;

  private AdmissionWiring() {}

  /** What decides, and counts what it decides; it must be told of changes. */
  static Admission admission(
      AdmissionSettings settings,
      List<RegistrySettings> registries,
      Map<String, DistributionClient> clients,
      Store store,
      Judge judge,
      ScanWish scans,
      MeterRegistry meters,
      InstantSource clock) {
    List<WatchedRegistry> watched = new ArrayList<>();
    for (RegistrySettings registry : registries) {
      DistributionClient client = clients.get(registry.name());
      if (client != null) {
        watched.add(
            new WatchedRegistry(
                registry.name(),
                client.host(),
                registry.url(),
                repository -> registry.repositories().accepts(repository.value()),
                client));
      }
    }
    return new Admission(
        watched,
        store,
        settings.rules(),
        judge,
        scans,
        clock,
        settings.mostInFlight() / 2,
        new AdmissionMeter(meters));
  }

  /**
   * Has images scanned as if they had just been pushed, and notes those that are new.
   *
   * @param generation that of a scan that is wished now
   */
  static ScanWish wish(
      JobQueue jobs, Supplier<String> generation, ImageStore images, InstantSource clock) {
    return image -> {
      if (images.find(image).filter(known -> known.deletedAt() == null).isEmpty()) {
        images.seen(image, clock.instant());
      }
      jobs.enqueue(
          new Job(
              ScanService.SCAN,
              image.registry(),
              image.repository(),
              new ManifestKey.ByDigest(image.digest()),
              generation.get(),
              Priority.PUSH,
              ""));
    };
  }

  /**
   * Listens, where that is configured.
   *
   * @param closing what must be closed is pushed
   * @return what readiness looks at
   */
  static List<HealthCheck> listen(
      Vertx vertx,
      AdmissionSettings settings,
      Admission admission,
      MeterRegistry meters,
      InstantSource clock,
      Deque<AutoCloseable> closing)
      throws CannotListen {
    ListenAddress address = settings.listen();
    if (address == null) {
      return List.of();
    }
    Path certificate = settings.certificateFile();
    Path key = settings.keyFile();
    TlsFiles tls =
        certificate == null || key == null
            ? null
            : new TlsFiles(certificate, key, settings.clientCaFile());
    ApiServer server =
        ApiServer.start(
            vertx,
            new Listener(
                address.host(), address.port(), tls, settings.mostInFlight(), MOST_BODY_BYTES),
            new AdmissionApi(admission).routes(),
            new BearerTokens(List.of()),
            meters);
    closing.push(server);
    CertificateCheck check = new CertificateCheck(server::certificateUntil, clock);
    if (tls != null) {
      closing.push(
          Periodically.start(
              "admission-certificate",
              CERTIFICATE_WATCH,
              () -> {
                server.refreshCertificate();
                check.watch();
              }));
    }
    announce(address, server.port(), tls);
    return List.of(check);
  }

  private static void announce(ListenAddress address, int port, @Nullable TlsFiles tls) {
    if (!address.isLoopback() && tls == null) {
      LOG.atWarn()
          .addKeyValue("listen", address)
          .log("plain-http: what is asked and answered there can be read and changed by others");
    }
    if (!address.isLoopback() && (tls == null || tls.clientAuthorities() == null)) {
      LOG.atWarn()
          .addKeyValue("listen", address)
          .log("anonymous: anybody who reaches this address may ask which images may run");
    }
    LOG.atInfo()
        .addKeyValue("host", address.host())
        .addKeyValue("port", port)
        .addKeyValue("tls", tls != null)
        .addKeyValue("clientCertificates", tls != null && tls.clientAuthorities() != null)
        .log("clusters are answered");
  }
}
