package io.registrysidecar.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;

/** Metrics in the text format of Prometheus. */
final class MetricsEndpoint {

  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry meters;
  private final StoreMeters ofStore;

  MetricsEndpoint(PrometheusMeterRegistry meters, StoreMeters ofStore) {
    this.meters = meters;
    this.ofStore = ofStore;
  }

  List<Route> routes() {
    return List.of(Route.get("/metrics", Set.of(), _ -> scrape()));
  }

  private Answer scrape() {
    ofStore.refresh();
    return Answer.text(FORMAT, meters.scrape()).with("cache-control", "no-store");
  }
}
