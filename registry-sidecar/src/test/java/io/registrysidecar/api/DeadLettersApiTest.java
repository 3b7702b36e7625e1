package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications that led to nothing: kept, shown, and forgotten. */
class DeadLettersApiTest {

  private static final String PATH = "/api/v1/dead-letters";

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

  private void send(String event) throws Exception {
    assertThat(
            api.post("/events/main", event, "Authorization", "Bearer " + RunningApi.EVENTS_TOKEN)
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void whatNobodyCanReadIsListedAndOpened() throws Exception {
    send("{\"hello\": 1}");

    JsonNode letter = api.json(PATH, 200, "DeadLetters").path("items").path(0);
    assertThat(letter.path("source").asText()).isEqualTo("main");
    assertThat(letter.path("reason").asText()).isNotBlank();
    assertThat(letter.path("size").asInt()).isEqualTo(12);
    assertThat(letter.path("body").isNull()).isTrue();
    JsonNode opened = api.json(PATH + "/" + letter.path("id").asText(), 200, "DeadLetter");
    assertThat(opened.path("body").asText()).isEqualTo("{\"hello\": 1}");
    assertThat(opened.path("contentType").asText()).isEqualTo("application/json");
    assertThat(api.get("/metrics").body()).contains("sidecar_events_dead 1.0");
  }

  @Test
  void theyComeInPagesNewestFirst() throws Exception {
    for (int i = 1; i <= 3; i++) {
      send("\"" + "x".repeat(i) + "\"");
    }

    JsonNode first = api.json(PATH + "?limit=2", 200, "DeadLetters");
    JsonNode second = api.json(PATH + "?after=" + first.path("next").asText(), 200, "DeadLetters");

    assertThat(first.path("items").findValuesAsText("size")).containsExactly("5", "4");
    assertThat(second.path("items").findValuesAsText("size")).containsExactly("3");
  }

  @Test
  void oneIsForgotten() throws Exception {
    send("?");
    String id = api.json(PATH, 200, "DeadLetters").path("items").path(0).path("id").asText();

    assertThat(api.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
    assertThat(api.json(PATH, 200, "DeadLetters").path("items")).isEmpty();
    api.checked(api.delete(PATH + "/" + id), 404, "Problem");
  }

  @Test
  void whatThereIsNotIsAProblem() throws Exception {
    assertThat(api.json(PATH + "/7", 404, "Problem").path("detail").asText())
        .isEqualTo("there is no dead letter 7; GET /api/v1/dead-letters lists those there are");
    assertThat(api.json(PATH + "/x", 404, "Problem").path("detail").asText())
        .isEqualTo("a dead letter is named by its number, not by x");
  }
}
