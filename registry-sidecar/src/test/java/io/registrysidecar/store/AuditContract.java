package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an {@link AuditLog} promises. */
public abstract class AuditContract extends StoreContract {

  @Test
  void eachEventNamesTheOneBefore() {
    append(event(EventType.PUSHED, "alice", "1"), event(EventType.SCANNED, "sidecar", "2"));
    append(event(EventType.VERDICT, null, "3"));
    reopen();

    List<AuditEvent> events = store.audit().newest(image("a"), 10);
    assertThat(events).extracting(AuditEvent::sequence).containsExactly(1L, 2L, 3L);
    assertThat(events.get(0).prev()).isEqualTo(image("a").digest());
    assertThat(events.get(1).prev()).isEqualTo(events.get(0).digest());
    assertThat(events.get(2).prev()).isEqualTo(events.get(1).digest());
    assertThat(events.get(0).actor()).isEqualTo("alice");
    assertThat(events.get(2).actor()).isNull();
    assertThat(store.audit().check(image("a"), 10))
        .isEqualTo(new EventChain.Result.Whole(3, events.get(2).digest()));
  }

  @Test
  void whatIsToldAgainIsDropped() {
    assertThat(append(event(EventType.PUSHED, "alice", "1"))).isEqualTo(1);
    assertThat(append(event(EventType.PUSHED, "alice", "1"))).isZero();
    assertThat(append(event(EventType.PUSHED, "alice", ""), event(EventType.PUSHED, "alice", "")))
        .isEqualTo(2);
    assertThat(store.audit().newest(image("a"), 10)).hasSize(3);
  }

  @Test
  void everyImageHasAChainOfItsOwn() {
    append(event(EventType.PUSHED, "alice", "1"));
    append(
        new NewEvent(image("b"), NOON, EventType.PUSHED, "bob", Map.of(), "1"),
        event(EventType.SCANNED, "sidecar", "2"));

    assertThat(store.audit().newest(image("b"), 10))
        .singleElement()
        .satisfies(event -> assertThat(event.sequence()).isEqualTo(1));
    assertThat(store.audit().newest(image("a"), 10)).hasSize(2);
    assertThat(store.audit().isKnown(image("a"))).isTrue();
    assertThat(store.audit().isKnown(image("c"))).isFalse();
    assertThat(store.audit().check(image("c"), 10))
        .isEqualTo(new EventChain.Result.Whole(0, image("c").digest()));
  }

  @Test
  void listsComeNewestFirstInPagesAndFiltered() {
    for (int i = 0; i < 5; i++) {
      append(event(i % 2 == 0 ? EventType.SCANNED : EventType.PUSHED, "user" + i, "" + i));
    }

    Page<AuditEvent> page = store.audit().list(image("a"), EventFilter.ALL, PageRequest.first(2));
    assertThat(page.items()).extracting(AuditEvent::sequence).containsExactly(5L, 4L);
    assertThat(
            store
                .audit()
                .list(image("a"), EventFilter.ALL, new PageRequest(10, page.next()))
                .items())
        .extracting(AuditEvent::sequence)
        .containsExactly(3L, 2L, 1L);
    assertThat(listed(new EventFilter(EventType.PUSHED, null))).containsExactly(4L, 2L);
    assertThat(listed(new EventFilter(null, "user2"))).containsExactly(3L);
    assertThat(store.audit().latest(image("a"), EventType.PUSHED).orElseThrow().sequence())
        .isEqualTo(4);
    assertThat(store.audit().latest(image("a"), EventType.VERDICT)).isEmpty();
  }

  @Test
  void housekeepingForgetsNoEvent() {
    append(event(EventType.PUSHED, "alice", "1"));
    new Housekeeping(store, Housekeeping.Limits.DEFAULT).run(NOON.plus(Duration.ofDays(10_000)));

    assertThat(store.audit().newest(image("a"), 10)).hasSize(1);
  }

  private Iterable<Long> listed(EventFilter filter) {
    return store
        .audit()
        .list(image("a"), filter, PageRequest.first(10))
        .map(AuditEvent::sequence)
        .items();
  }

  private int append(NewEvent... events) {
    return store.audit().append(List.of(events));
  }

  private static NewEvent event(EventType type, @Nullable String actor, String occurrence) {
    return new NewEvent(image("a"), NOON, type, actor, Map.of("tag", "1.0"), occurrence);
  }
}
