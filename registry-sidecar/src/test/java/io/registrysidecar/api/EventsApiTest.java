package io.registrysidecar.api;

import static io.registrysidecar.api.KnownImages.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.intake.EventReceiver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications of registries over HTTP. */
class EventsApiTest {

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
  void aNotificationIsOnDiskWhenItIsAnswered() throws Exception {
    HttpResponse<String> answer =
        notify("main", "{\"repository\": \"team/app\", \"digest\": \"" + digest(1) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(api.store.inbox().undispatched(10))
        .singleElement()
        .satisfies(accepted ->
            assertThat(accepted.event().payload()).contains("team/app", digest(1).toString()));
  }

  @Test
  void aNotificationFromAStrangerIsRefused() throws Exception {
    assertThat(notify("elsewhere", "{}").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = api.post("/events/main", "{}", "Authorization", "Bearer guess");
    assertThat(api.checked(refused, 401, "Problem").path("type").asText())
        .endsWith(":unauthorized");
    HttpResponse<String> large = notify("main", "x".repeat(EventReceiver.LARGEST_BODY + 1));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> notify(String source, String event) throws Exception {
    return api.post(
        "/events/" + source, event, "Authorization", "Bearer " + RunningApi.EVENTS_TOKEN);
  }
}
