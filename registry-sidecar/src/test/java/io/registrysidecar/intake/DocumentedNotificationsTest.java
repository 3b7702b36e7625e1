package io.registrysidecar.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Formats as their documentation describes them. */
class DocumentedNotificationsTest {

  private static final String DIGEST =
      "sha256:954b378c375d852eb3c63ab88978f640b4348b01c1b3456a024a81536dafbbf4";

  @Test
  void harborTellsOfAPush() throws UnreadableEvent {
    PushEvent event = decode(harbor("PUSH_ARTIFACT", "latest")).getFirst();

    assertThat(event.action()).isEqualTo(Action.PUSH);
    assertThat(event.repository().value()).isEqualTo("lib/alpine");
    assertThat(event.tag()).hasToString("latest");
    assertThat(event.digest()).hasToString(DIGEST);
    assertThat(event.actor()).isEqualTo("robot$ci");
    assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1_680_501_893));
  }

  @Test
  void harborRepeatsTheDigestWhereThereIsNoTag() throws UnreadableEvent {
    assertThat(decode(harbor("PUSH_ARTIFACT", DIGEST)).getFirst().tag()).isNull();
  }

  @Test
  void harborHasNoIdentifierSoTheSameBytesAreTheSameEvent() throws UnreadableEvent {
    String id = decode(harbor("PUSH_ARTIFACT", "latest")).getFirst().id();

    assertThat(decode(harbor("PUSH_ARTIFACT", "latest")).getFirst().id()).isEqualTo(id);
    assertThat(decode(harbor("PUSH_ARTIFACT", "other")).getFirst().id()).isNotEqualTo(id);
  }

  @Test
  void harborTellsOfOtherThings() throws UnreadableEvent {
    assertThat(decode(harbor("DELETE_ARTIFACT", "latest")).getFirst().action())
        .isEqualTo(Action.DELETE);
    assertThat(decode(harbor("PULL_ARTIFACT", "latest")).getFirst().action())
        .isEqualTo(Action.OTHER);
    assertThat(decode(harbor("pushImage", "latest")).getFirst().action()).isEqualTo(Action.PUSH);
  }

  @Test
  void harborSpeaksCloudEventsToo() throws UnreadableEvent {
    PushEvent event =
        decode(
                """
                {"specversion": "1.0", "id": "7c9c…", "source": "/projects/2/webhook/policies/15",
                 "type": "harbor.artifact.pushed", "datacontenttype": "application/json",
                 "time": "2023-04-03T06:04:53Z", "operator": "robot$ci", "requestid": "1",
                 "data": {"resources": [
                    {"digest": "%1$s", "tag": "latest", "resource_url": "harbor/lib/alpine:latest"},
                    {"digest": "%1$s", "tag": "3.17", "resource_url": "harbor/lib/alpine:3.17"}],
                  "repository": {"name": "alpine", "namespace": "lib", "repo_full_name": "lib/alpine"}}}
                """
                    .formatted(DIGEST))
            .getLast();

    assertThat(event.id()).isEqualTo("7c9c…/1");
    assertThat(event.tag()).hasToString("3.17");
    assertThat(event.actor()).isEqualTo("robot$ci");
    assertThat(event.occurredAt()).isEqualTo("2023-04-03T06:04:53Z");
  }

  @Test
  void bothPayloadsOfHarborAreOneConfiguredFormat() throws UnreadableEvent {
    String body = harbor("PUSH_ARTIFACT", "latest");

    assertThat(decodeAs("harbor", body)).isEqualTo(decode(body));
    assertThat(EventDecoders.formats())
        .containsExactly("auto", "distribution", "zot", "harbor", "generic");
  }

  @Test
  void zotMaySendStructuredCloudEvents() throws UnreadableEvent {
    PushEvent event =
        decode(
                """
                {"specversion": "1.0", "id": "1", "source": "zotregistry.dev", "type": "zotregistry.image.updated",
                 "data": {"name": "golang", "reference": "1.20", "digest": "%s", "manifest": "no manifest at all",
                   "actor": {"name": "alice"}}}
                """
                    .formatted(DIGEST))
            .getFirst();

    assertThat(event.action()).isEqualTo(Action.PUSH);
    assertThat(event.tag()).hasToString("1.20");
    assertThat(event.actor()).isEqualTo("alice");
    assertThat(event.manifest()).as("whoever scans it will say why").isNull();
  }

  @Test
  void aScriptNamesARepositoryAndATagOrADigest() throws UnreadableEvent {
    PushEvent byTag = decode("{\"repository\": \"a/b\", \"tag\": \"v1\"}").getFirst();
    PushEvent byDigest =
        decode("{\"repository\": \"a/b\", \"digest\": \"" + DIGEST + "\", \"id\": \"7\"}")
            .getFirst();
    PushEvent deletion =
        decode("{\"repository\": \"a/b\", \"tag\": \"v1\", \"action\": \"delete\"}").getFirst();

    assertThat(byTag.action()).isEqualTo(Action.PUSH);
    assertThat(byTag.digest()).isNull();
    assertThat(byDigest.id()).isEqualTo("7");
    assertThat(byDigest.digest())
        .isEqualTo(new Digest(Digest.Algorithm.SHA256, DIGEST.substring(7)));
    assertThat(deletion.action()).isEqualTo(Action.DELETE);
  }

  @Test
  void withoutAnIdentifierEachWishOfAScriptIsItsOwn() throws UnreadableEvent {
    String body = "{\"repository\": \"a/b\", \"tag\": \"v1\"}";

    assertThat(decode(body).getFirst().id()).isNotEqualTo(decode(body).getFirst().id());
  }

  @Test
  void theRemovalOfAWholeRepositorySaysNothingOfAnImage() throws UnreadableEvent {
    PushEvent event =
        decode(
                """
                {"events": [{"id": "1", "action": "delete", "target": {"repository": "a", "digest": ""}}]}
                """)
            .getFirst();

    assertThat(event.action()).isEqualTo(Action.OTHER);
  }

  @Test
  void oneBadEventDoesNotSpoilTheOthersOfAnEnvelope() throws UnreadableEvent {
    byte[] body =
        """
        {"events": [
          {"id": "1", "action": "push", "target": {"repository": "a", "tag": "v1"}},
          {"id": "2", "action": "push", "target": {"repository": "NO", "tag": "v1"}},
          {"id": "3", "action": "push", "target": {"repository": "b", "tag": "v1"}}]}
        """
            .getBytes(UTF_8);
    Decoded decoded =
        EventDecoders.decode("auto", new Delivery("main", Map.of(), body), EventJson.object(body));

    assertThat(decoded.events()).extracting(PushEvent::id).containsExactly("1", "3");
    assertThat(decoded.problems()).singleElement().asString().startsWith("event 2: ");
  }

  @Test
  void longTextsAreCut() throws UnreadableEvent {
    String agent = "x".repeat(100_000);
    PushEvent event =
        decode(
                "{\"events\": [{\"id\": \"1\", \"action\": \"push\", \"request\": {\"useragent\":"
                    + " \""
                    + agent
                    + "\"}, \"target\": {\"repository\": \"a\", \"tag\": \"v1\"}}]}")
            .getFirst();

    assertThat(event.userAgent()).hasSize(256);
  }

  private static String harbor(String type, String tag) {
    return """
    {"type": "%s", "occur_at": 1680501893, "operator": "robot$ci", "event_data": {
      "resources": [{"digest": "%s", "tag": "%s", "resource_url": "harbor.example.com/lib/alpine:latest"}],
      "repository": {"date_created": 1680501893, "name": "alpine", "namespace": "lib",
        "repo_full_name": "lib/alpine", "repo_type": "private"}}}
    """
        .formatted(type, DIGEST, tag);
  }

  private static List<PushEvent> decode(String body) throws UnreadableEvent {
    return decodeAs("auto", body);
  }

  private static List<PushEvent> decodeAs(String format, String body) throws UnreadableEvent {
    byte[] bytes = body.getBytes(UTF_8);
    Decoded decoded =
        EventDecoders.decode(
            format, new Delivery("main", Map.of(), bytes), EventJson.object(bytes));
    assertThat(decoded.problems()).isEmpty();
    return decoded.events();
  }
}
