package io.registrysidecar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventChainTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");
  private static final Digest IMAGE = Digest.sha256("image".getBytes(StandardCharsets.UTF_8));

  private final List<AuditEvent> events = chain(IMAGE, 4);

  @Test
  void aChainThatNobodyTouchedIsWhole() {
    assertThat(check(events)).isInstanceOf(EventChain.Result.Whole.class);
    assertThat(EventChain.check(IMAGE, events.subList(2, 4), 2, 4, events.getLast().digest()))
        .isInstanceOf(EventChain.Result.Whole.class);
    assertThat(EventChain.check(IMAGE, List.of(), 9, 0, IMAGE))
        .isInstanceOf(EventChain.Result.Whole.class);
  }

  @Test
  void aLinkThatWasTakenOutIsMissed() {
    events.remove(1);
    assertThat(check(events)).isEqualTo(new EventChain.Result.Broken(2, "event 2 is missing"));
  }

  @Test
  void linksMissingAtTheBeginningAreMissed() {
    assertThat(check(events.subList(1, 4)))
        .isEqualTo(new EventChain.Result.Broken(1, "event 1 is missing"));
  }

  @Test
  void linksMissingAtTheEndOrAllOfThemAreMissed() {
    Digest head = events.getLast().digest();
    assertThat(EventChain.check(IMAGE, events.subList(0, 2), 9, 4, head))
        .isEqualTo(new EventChain.Result.Broken(3, "the events from 3 on are missing"));
    assertThat(EventChain.check(IMAGE, List.of(), 9, 4, head))
        .isInstanceOf(EventChain.Result.Broken.class);
  }

  @Test
  void aLinkThatWasChangedIsNoticed() {
    Digest head = events.getLast().digest();
    for (int i = 0; i < 4; i++) {
      List<AuditEvent> changed = new ArrayList<>(events);
      AuditEvent old = changed.get(i);
      changed.set(
          i,
          new AuditEvent(
              old.sequence(), old.at(), old.type(), "somebody else", old.detail(), old.prev()));
      assertThat(EventChain.check(IMAGE, changed, 9, 4, head))
          .as("event " + (i + 1))
          .isInstanceOf(EventChain.Result.Broken.class);
    }
  }

  @Test
  void theChainOfAnotherImageIsNone() {
    Digest other = Digest.sha256(new byte[0]);
    List<AuditEvent> foreign = chain(other, 4);
    assertThat(EventChain.check(IMAGE, foreign, 9, 4, foreign.getLast().digest()))
        .isEqualTo(
            new EventChain.Result.Broken(1, "the first event does not belong to this image"));
  }

  @Test
  void aLinkIsWrittenInOneWayOnly() {
    assertThat(new String(events.getFirst().canonical(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"actor\":\"alice\",\"at\":\"2026-05-04T12:00:00.123Z\",\"detail\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"prev\":\""
                + IMAGE
                + "\",\"sequence\":1,\"type\":\"pushed\"}");
  }

  private EventChain.Result check(List<AuditEvent> links) {
    return EventChain.check(IMAGE, links, 9, 4, links.getLast().digest());
  }

  private static List<AuditEvent> chain(Digest image, int length) {
    List<AuditEvent> events = new ArrayList<>();
    Digest prev = image;
    for (int i = 1; i <= length; i++) {
      AuditEvent event =
          new AuditEvent(i, NOON, EventType.PUSHED, "alice", Map.of("b", "2", "a", "1"), prev);
      events.add(event);
      prev = event.digest();
    }
    return events;
  }
}
