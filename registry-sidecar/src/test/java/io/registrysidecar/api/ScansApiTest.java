package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.ScanStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans that are asked for over HTTP, and the queue in which they stand. */
class ScansApiTest {

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
  void aScanIsAskedForAndFollowed() throws Exception {
    HttpResponse<String> answer =
        api.post("/api/v1/scans", "{\"image\": \"127.0.0.1:5000/team/app:1.0\"}");
    JsonNode scan = api.checked(answer, 202, "Scan");

    assertThat(scan.path("registry").asText()).isEqualTo("main");
    assertThat(scan.path("reference").asText()).isEqualTo("1.0");
    String location = answer.headers().firstValue("location").orElseThrow();
    api.store
        .scans()
        .enter(scan.path("id").asLong(), new ScanStore.Transition("Resolve", "", RunningApi.NOW));

    JsonNode later = api.json(location, 200, "Scan");

    assertThat(later.path("state").asText()).isEqualTo("Resolve");
    assertThat(later.path("history")).isNotEmpty();
  }

  @Test
  void aScanThatCannotBeDoneIsRefused() throws Exception {
    assertThat(refused("{\"image\": \"elsewhere.example.com/team/app:1\"}", 422))
        .isEqualTo("unknown-registry");
    assertThat(refused("{\"image\": \"127.0.0.1:5000/UPPER:1\"}", 400))
        .isEqualTo("malformed-reference");
    assertThat(refused("{\"img\": \"127.0.0.1:5000/app:1\"}", 400))
        .isEqualTo("malformed-scan-request");
    assertThat(refused("[]", 400)).isEqualTo("malformed-json");
    assertThat(refused("{", 400)).isEqualTo("malformed-json");
    assertThat(refused("[".repeat(100), 400)).isEqualTo("malformed-json");
    assertThat(refused("\0\0\0{\1\1\1\1", 400))
        .as("characters in four octets that there are not")
        .isEqualTo("malformed-json");
    api.json("/api/v1/scans/4711", 404, "Problem");
    api.json("/api/v1/scans/x", 404, "Problem");
  }

  @Test
  void theQueueIsShown() throws Exception {
    api.store
        .jobs()
        .enqueue(
            List.of(new NewJob("scan", "main", new RepositoryName("team/app"), "1.0", "1", 1, "")),
            RunningApi.NOW);

    JsonNode jobs = api.json("/api/v1/jobs", 200, "Jobs");

    assertThat(jobs.path("items").path(0).path("state").asText()).isEqualTo("queued");
    assertThat(jobs.path("items").path(0).path("id").asText())
        .isEqualTo("scan/main/team/app:1.0#1");
    assertThat(api.json("/api/v1/jobs?state=dead", 200, "Jobs").path("items")).isEmpty();
    assertThat(api.json("/api/v1/jobs?kind=other", 200, "Jobs").path("items")).isEmpty();
  }

  private String refused(String request, int status) throws Exception {
    String type =
        api.checked(api.post("/api/v1/scans", request), status, "Problem").path("type").asText();
    return type.substring(type.lastIndexOf(':') + 1);
  }
}
