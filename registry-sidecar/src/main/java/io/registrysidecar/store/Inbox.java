package io.registrysidecar.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Notifications that were accepted, until they have become jobs, and those that nobody could read.
 *
 * <p>What {@link #append} took is on disk when it returns. An event is known by its source and
 * identifier: the same one delivered again is dropped, for as long as {@link #prune} lets the first
 * be remembered.
 */
public interface Inbox {

  /** Takes a batch in one transaction; gives how many were new. */
  int append(List<? extends Arrival> batch);

  /** Accepted events that are not dispatched yet, oldest first. */
  List<AcceptedEvent> undispatched(int limit);

  /** How many accepted events are not dispatched yet. */
  long backlog();

  /** Notes that these events have become jobs, or needed none. */
  void dispatched(Collection<Long> sequences, Instant at);

  /** Moves an accepted event that cannot be dispatched to the dead letters. */
  void bury(long sequence, String reason, Instant at);

  /** How many dead letters there are. */
  long countDeadLetters();

  /** The dead letters, newest first. */
  Page<DeadLetter> deadLetters(PageRequest page);

  /** One dead letter with what is in it. */
  Optional<Opened> open(long sequence);

  /** Forgets a dead letter; false when there was none. */
  boolean dropDeadLetter(long sequence);

  /** Forgets all dead letters; gives how many. */
  int dropDeadLetters();

  /**
   * Forgets dispatched events and dead letters from before {@code before}, and of those after it
   * all but about the {@code mostKept} newest; gives how many.
   */
  int prune(Instant before, int mostKept);

  /** What came in. */
  sealed interface Arrival {}

  /**
   * A notification that was understood.
   *
   * @param source the configured source it came from
   * @param eventId the identifier that stays the same when it is delivered again
   * @param receivedAt when it came
   * @param payload the normalised event as JSON
   */
  record Event(String source, String eventId, Instant receivedAt, String payload)
      implements Arrival {}

  /**
   * A notification that nobody could read.
   *
   * @param source the configured source it came from
   * @param receivedAt when it came
   * @param reason one sentence: what is wrong with it
   * @param contentType as it was sent, or empty
   * @param body the beginning of what was sent
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Unreadable(
      String source, Instant receivedAt, String reason, String contentType, byte[] body)
      implements Arrival {}

  /**
   * An event that is on disk.
   *
   * @param sequence its number, in order of arrival
   * @param event what came
   */
  record AcceptedEvent(long sequence, Event event) {}

  /**
   * A notification that led to nothing.
   *
   * @param sequence its number
   * @param source the configured source it came from
   * @param receivedAt when it came
   * @param reason one sentence: why
   * @param contentType as it was sent, or empty
   * @param size how many bytes of it are kept
   */
  record DeadLetter(
      long sequence,
      String source,
      Instant receivedAt,
      String reason,
      String contentType,
      long size) {}

  /**
   * A dead letter with what is in it.
   *
   * @param letter whose it is
   * @param body the beginning of what was sent
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Opened(DeadLetter letter, byte[] body) {}
}
