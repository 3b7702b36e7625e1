package io.registrysidecar.e2e.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.api.Api;
import io.registrysidecar.api.ApiServer;
import io.registrysidecar.api.BearerTokens;
import io.registrysidecar.api.Listener;
import io.registrysidecar.api.Registries;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.intake.Dispatcher;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.intake.EventSource;
import io.registrysidecar.intake.IntakeCounts;
import io.registrysidecar.intake.LoopFilter;
import io.registrysidecar.intake.SourceCredential;
import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The way of a notification into the job queue as the service has it, with nobody to do the jobs:
 * what is measured is the intake, not the scans. Prints its port, and ends with its input.
 */
final class IntakeServer {

  static final String SOURCE = "main";
  static final String TOKEN = "events-token";

  private IntakeServer() {}

  public static void main(String[] arguments) throws Exception {
    InstantSource clock = InstantSource.system();
    Vertx vertx = Vertx.vertx();
    LoopFilter filter = new LoopFilter("registry-sidecar/", Set.of());
    try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]), Instant.now());
        DurableJobs jobs =
            new DurableJobs(
                store.jobs(),
                store.dataSource(),
                JobSettings.DEFAULT,
                clock,
                new SplittableRandom());
        Dispatcher dispatcher =
            new Dispatcher(
                Set.of(SOURCE),
                filter,
                store.inbox(),
                store.images(),
                store.publications(),
                store.audit(),
                jobs,
                (registry, repository, manifest, priority, wish) ->
                    new Job("scan", registry, repository, manifest, "1", priority, ""),
                clock);
        EventReceiver receiver =
            new EventReceiver(
                List.of(
                    new EventSource(SOURCE, "auto", SourceCredential.secret(TOKEN), name -> true)),
                filter,
                store.inbox(),
                dispatcher::wake,
                new IntakeCounts(),
                clock)) {
      dispatcher.start();
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      Api api =
          new Api(
              store,
              receiver,
              (registry, repository, reference) -> 0,
              () -> {},
              new Registries(Map.of(SOURCE, "127.0.0.1:5000")),
              new Admission(
                  List.of(),
                  store,
                  new ConfigurationLoader(Map.of(), Map.of()).load(null).admission().rules(),
                  Judge.NO_POLICY,
                  image -> {},
                  clock,
                  1),
              new KeyDocuments(
                  new KeyRing(
                      new KeyRing.Settings(
                          Path.of(arguments[0]).resolve("keys"),
                          true,
                          PasswordSource.NONE,
                          "XX",
                          "none",
                          "bench",
                          Map.of()),
                      clock)),
              meters,
              List.of(),
              () -> false,
              clock);
      try (ApiServer server =
          ApiServer.start(
              vertx,
              Listener.plain("127.0.0.1", 0),
              api.routes(),
              new BearerTokens(List.of()),
              meters)) {
        System.out.println(server.port());
        while (System.in.read() >= 0) {
          // Whoever started this closes its output to end it.
        }
      }
    }
    vertx.close().await();
  }
}
