package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an {@link Inbox} promises. */
public abstract class InboxContract extends StoreContract {

  @Test
  void whatWasAcceptedIsThereAfterARestartInOrder() {
    store.inbox().append(List.of(event("a"), event("b")));
    store.inbox().append(List.of(event("c")));
    reopen();

    assertThat(store.inbox().undispatched(10))
        .extracting(Inbox.AcceptedEvent::event)
        .containsExactly(event("a"), event("b"), event("c"));
    assertThat(store.inbox().backlog()).isEqualTo(3);
  }

  @Test
  void anEventDeliveredAgainIsDroppedEvenAfterItWasDispatched() {
    assertThat(store.inbox().append(List.of(event("a"), event("a")))).isEqualTo(1);
    long sequence = store.inbox().undispatched(1).getFirst().sequence();
    store.inbox().dispatched(List.of(sequence), NOON);

    assertThat(store.inbox().append(List.of(event("a")))).isZero();
    assertThat(store.inbox().undispatched(10)).isEmpty();
  }

  @Test
  void theSameIdentifierFromAnotherSourceIsAnotherEvent() {
    store.inbox().append(List.of(event("a")));

    assertThat(store.inbox().append(List.of(new Inbox.Event("other", "a", NOON, "{}"))))
        .isEqualTo(1);
  }

  @Test
  void whatWasDispatchedIsNotGivenOutAgain() {
    store.inbox().append(List.of(event("a"), event("b")));
    store.inbox().dispatched(List.of(store.inbox().undispatched(1).getFirst().sequence()), NOON);

    assertThat(store.inbox().undispatched(10))
        .extracting(accepted -> accepted.event().eventId())
        .containsExactly("b");
  }

  @Test
  void whatNobodyCouldReadIsADeadLetterWithItsReason() {
    var unreadable =
        new Inbox.Unreadable("main", NOON, "not JSON", "text/plain", "hello".getBytes(UTF_8));
    store.inbox().append(List.of(event("a"), unreadable));

    Inbox.DeadLetter letter = store.inbox().deadLetters(PageRequest.first(10)).items().getFirst();
    assertThat(letter.reason()).isEqualTo("not JSON");
    assertThat(letter.size()).isEqualTo(5);
    assertThat(body(letter)).isEqualTo("hello");
    assertThat(store.inbox().backlog()).isEqualTo(1);
    assertThat(store.inbox().countDeadLetters()).isEqualTo(1);
  }

  @Test
  void anEventThatCannotBeDispatchedBecomesADeadLetterAndDoesNotComeBack() {
    store.inbox().append(List.of(event("a")));
    store
        .inbox()
        .bury(store.inbox().undispatched(1).getFirst().sequence(), "no such registry", NOON);

    assertThat(store.inbox().undispatched(10)).isEmpty();
    Inbox.DeadLetter letter = store.inbox().deadLetters(PageRequest.first(10)).items().getFirst();
    assertThat(letter.reason()).isEqualTo("no such registry");
    assertThat(body(letter)).isEqualTo("{\"id\":\"a\"}");
    assertThat(store.inbox().dropDeadLetter(letter.sequence())).isTrue();
    assertThat(store.inbox().dropDeadLetter(letter.sequence())).isFalse();
    assertThat(store.inbox().open(letter.sequence())).isEmpty();
  }

  @Test
  void deadLettersComeInPagesNewestFirst() {
    for (String reason : List.of("one", "two", "three")) {
      store.inbox().append(List.of(new Inbox.Unreadable("main", NOON, reason, "", new byte[0])));
    }

    Page<Inbox.DeadLetter> first = store.inbox().deadLetters(PageRequest.first(2));
    Page<Inbox.DeadLetter> second = store.inbox().deadLetters(new PageRequest(2, first.next()));

    assertThat(first.items()).extracting(Inbox.DeadLetter::reason).containsExactly("three", "two");
    assertThat(second.items()).extracting(Inbox.DeadLetter::reason).containsExactly("one");
    assertThat(second.next()).isNull();
    assertThat(store.inbox().dropDeadLetters()).isEqualTo(3);
    assertThat(store.inbox().countDeadLetters()).isZero();
  }

  private String body(Inbox.DeadLetter letter) {
    Inbox.Opened opened = store.inbox().open(letter.sequence()).orElseThrow();
    assertThat(opened.letter()).isEqualTo(letter);
    return new String(opened.body(), UTF_8);
  }

  @Test
  void oldEventsAreForgottenButNeverTheUndispatched() {
    store.inbox().append(IntStream.range(0, 20).mapToObj(i -> event("e" + i)).toList());
    List<Long> firstTen =
        store.inbox().undispatched(10).stream().map(Inbox.AcceptedEvent::sequence).toList();
    store.inbox().dispatched(firstTen, NOON);

    assertThat(store.inbox().prune(NOON, 1000)).isZero();
    assertThat(store.inbox().prune(NOON, 15)).isEqualTo(5);
    assertThat(store.inbox().prune(NOON.plus(Duration.ofDays(1)), 1000)).isEqualTo(5);
    assertThat(store.inbox().backlog()).isEqualTo(10);
  }
}
