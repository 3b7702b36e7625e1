package io.registrysidecar.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of a trail that was written are those that are read. */
class TrailEventsTest {

  static final Digest IMAGE = Digest.sha256("image".getBytes(UTF_8));

  @Test
  void whatWasWrittenIsReadAndItsChainIsWhole() throws Exception {
    TrailEvents read = TrailEvents.read(trail(5));

    assertThat(read.events()).isEqualTo(chain(5));
    assertThat(read.check(IMAGE))
        .isEqualTo(new EventChain.Result.Whole(5, read.events().getLast().digest()));
  }

  @Test
  void theNewestPartOfALongHistoryIsWholeToo() throws Exception {
    ObjectNode trail = trail(5);
    ((ArrayNode) trail.path("events")).remove(0);

    assertThat(TrailEvents.read(trail).check(IMAGE)).isInstanceOf(EventChain.Result.Whole.class);
  }

  @Test
  void anEventThatWasTakenOutOrChangedIsNoticed() throws Exception {
    ObjectNode shorter = trail(5);
    ((ArrayNode) shorter.path("events")).remove(2);
    ObjectNode changed = trail(5);
    ((ObjectNode) changed.path("events").path(1)).put("actor", "somebody else");

    assertThat(TrailEvents.read(shorter).check(IMAGE)).isInstanceOf(EventChain.Result.Broken.class);
    assertThat(TrailEvents.read(changed).check(IMAGE)).isInstanceOf(EventChain.Result.Broken.class);
  }

  @Test
  void theHistoryOfAnotherImageDoesNotFit() throws Exception {
    assertThat(TrailEvents.read(trail(2)).check(Digest.sha256(new byte[0])))
        .isInstanceOf(EventChain.Result.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"events\":{}}",
        "{\"events\":[1]}",
        "{\"events\":[{\"type\":\"eaten\",\"sequence\":1}]}",
        "{\"events\":[{\"type\":\"pushed\",\"sequence\":\"1\"}]}",
        "{\"events\":[{\"type\":\"pushed\",\"sequence\":1e30}]}",
        "{\"events\":[{\"type\":\"pushed\",\"sequence\":1,\"at\":\"yesterday\"}]}",
        "{\"events\":[{\"type\":\"pushed\",\"sequence\":1,\"at\":\"2026-01-01T00:00:00Z\",\"prev\":\"md5:1\"}]}"
      })
  void whatIsNoTrailIsRefused(String predicate) throws Exception {
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(predicate);

    assertThatThrownBy(() -> TrailEvents.read(json))
        .isInstanceOf(MalformedStatement.class)
        .hasMessageStartingWith("it has ");
  }

  static ObjectNode trail(int length) {
    try {
      JsonNode trail =
          new JsonMapper()
              .readTree(
                  AuditTrail.predicate(
                      Map.of(), "registry/team/app", IMAGE, List.of(), chain(length), null));
      return (ObjectNode) trail;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<AuditEvent> chain(int length) {
    List<AuditEvent> events = new ArrayList<>();
    Digest prev = IMAGE;
    for (int i = 0; i < length; i++) {
      AuditEvent event =
          new AuditEvent(
              i + 1,
              Instant.parse("2026-05-04T12:00:00.123Z").plusSeconds(i),
              i == 0 ? EventType.PUSHED : EventType.SCANNED,
              i % 2 == 0 ? "registry" : null,
              Map.of("n", String.valueOf(i)),
              prev);
      events.add(event);
      prev = event.digest();
    }
    return events;
  }
}
