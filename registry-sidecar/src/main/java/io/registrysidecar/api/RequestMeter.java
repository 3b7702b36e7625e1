package io.registrysidecar.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer.Sample;
import java.util.Set;

/** Counts and times requests by route, so that no path of a stranger becomes a label. */
final class RequestMeter {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final MeterRegistry meters;

  RequestMeter(MeterRegistry meters) {
    this.meters = meters;
  }

  Timer begin(String method) {
    return new Timer(METHODS.contains(method) ? method : "OTHER");
  }

  /** Times one request; ends once. */
  final class Timer {

    private final Sample sample = io.micrometer.core.instrument.Timer.start(meters);
    private final String method;
    private String route = "none";

    private Timer(String method) {
      this.method = method;
    }

    void route(String template) {
      route = template;
    }

    void end(int status) {
      sample.stop(
          io.micrometer.core.instrument.Timer.builder("sidecar.http.requests")
              .description("Requests to this service, by route and status")
              .tag("method", method)
              .tag("route", route)
              .tag("status", Integer.toString(status))
              .register(meters));
    }
  }
}
