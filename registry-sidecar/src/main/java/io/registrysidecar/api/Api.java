package io.registrysidecar.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.store.StatedFindings;
import io.registrysidecar.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the API is made of.
 *
 * @param store what is shown
 * @param events takes what registries send
 * @param scanRequests takes wishes for scans
 * @param statements to be called when what operators say of an image has changed
 * @param registries the registries that are looked after
 * @param admission decides which images may run
 * @param keys the public keys, and how others verify with them
 * @param meters what {@code /metrics} shows
 * @param checks what readiness looks at
 * @param stopping whether the service is about to end
 * @param clock tells the time
 */
public record Api(
    Store store,
    EventReceiver events,
    ScanRequests scanRequests,
    Runnable statements,
    Registries registries,
    Admission admission,
    KeyDocuments keys,
    PrometheusMeterRegistry meters,
    List<HealthCheck> checks,
    BooleanSupplier stopping,
    InstantSource clock) {

  /** Copies the checks. */
  public Api {
    checks = List.copyOf(checks);
  }

  /** Everything that is answered; {@code openapi.yaml} describes exactly these. */
  public List<Route> routes() {
    return Stream.of(
            new EventsEndpoint(events).routes(),
            new ImagesEndpoint(store.images(), registries).routes(),
            new HistoryEndpoint(
                    store.audit(), new ImageLookup(store.images(), registries), store.images())
                .routes(),
            new VexEndpoint(
                    store.vex(),
                    new StatedFindings(store.images()),
                    new ImageLookup(store.images(), registries),
                    statements,
                    clock)
                .routes(),
            new VulnerabilitiesEndpoint(store.findings(), store.images()).routes(),
            new ScansEndpoint(store.scans(), scanRequests, registries).routes(),
            List.of(new VerdictEndpoint(admission).at("/api/v1/verdict")),
            new JobsEndpoint(store.jobs(), registries).routes(),
            new DeadLettersEndpoint(store.inbox()).routes(),
            new KeysEndpoint(keys).routes(),
            new HealthEndpoint(checks, stopping).routes(),
            new MetricsEndpoint(meters, new StoreMeters(store, clock, meters)).routes(),
            new OpenApiEndpoint().routes())
        .flatMap(List::stream)
        .toList();
  }
}
