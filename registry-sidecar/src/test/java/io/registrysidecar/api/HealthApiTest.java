package io.registrysidecar.api;

import static io.registrysidecar.api.KnownImages.pushed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those ask who watch the service. */
class HealthApiTest {

  @TempDir Path state;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start(state);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void readinessFollowsTheWorstCheckButOnlyDownIsUnready() throws Exception {
    assertThat(api.json("/health/ready", 200, "Readiness").path("status").asText()).isEqualTo("up");

    api.health = new HealthCheck.Result("advisories", HealthCheck.State.DEGRADED, "eight days old");
    JsonNode degraded = api.json("/health/ready", 200, "Readiness");
    assertThat(degraded.path("status").asText()).isEqualTo("degraded");
    assertThat(degraded.path("checks").path("advisories").path("detail").asText())
        .isEqualTo("eight days old");

    api.health = new HealthCheck.Result("store", HealthCheck.State.DOWN, "no room");
    assertThat(api.json("/health/ready", 503, "Readiness").path("status").asText())
        .isEqualTo("down");
  }

  @Test
  void aServiceThatStopsIsAliveButNotReady() throws Exception {
    api.stopping.set(true);

    assertThat(api.json("/health/ready", 503, "Readiness").path("status").asText())
        .isEqualTo("stopping");
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsShowTheStateAtThisMoment() throws Exception {
    pushed(api.store, "main", "team/app", 1);

    String metrics = api.get("/metrics").body();

    assertThat(metrics)
        .contains("sidecar_images{state=\"pending\"} 1.0")
        .contains("sidecar_jobs{state=\"dead\"} 0.0");
  }
}
