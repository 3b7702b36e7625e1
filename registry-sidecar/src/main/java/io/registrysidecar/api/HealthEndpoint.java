package io.registrysidecar.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Whether the service lives, and whether it takes notifications.
 *
 * <p>Ready means: what is sent is kept and worked on. An advisory database that is missing or old,
 * or a registry that does not answer, is told here as degraded, and does not make the service
 * unready, since turning notifications away would lose them without mending anything.
 */
final class HealthEndpoint {

  private final List<HealthCheck> checks;
  private final BooleanSupplier stopping;

  HealthEndpoint(List<HealthCheck> checks, BooleanSupplier stopping) {
    this.checks = List.copyOf(checks);
    this.stopping = stopping;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health/live", Set.of(), _ -> fresh(200, Map.of("status", "live"))).open(),
        Route.get("/health/ready", Set.of(), _ -> ready()).open());
  }

  private Answer ready() {
    Map<String, Object> parts = new LinkedHashMap<>();
    HealthCheck.State worst =
        stopping.getAsBoolean() ? HealthCheck.State.DOWN : HealthCheck.State.UP;
    for (HealthCheck check : checks) {
      HealthCheck.Result result = check.check();
      parts.put(
          result.name(),
          Map.of("status", Parameters.word(result.state()), "detail", result.detail()));
      worst = worst.compareTo(result.state()) > 0 ? worst : result.state();
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", stopping.getAsBoolean() ? "stopping" : Parameters.word(worst));
    document.put("checks", parts);
    return fresh(worst == HealthCheck.State.DOWN ? 503 : 200, document);
  }

  private static Answer fresh(int status, Object document) {
    return Answer.json(status, Json.write(document)).with("cache-control", "no-store");
  }
}
