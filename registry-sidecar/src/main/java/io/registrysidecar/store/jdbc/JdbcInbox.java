package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inbox in SQL. */
final class JdbcInbox implements Inbox {

  private static final String BURY =
      "INSERT INTO dead_letter (source, received_at, reason, content_type, body) VALUES (?, ?, ?,"
          + " ?, ?)";

  private static final String LETTERS =
      "SELECT sequence, source, received_at, reason, content_type, length(body) AS size";

  private final Database database;

  JdbcInbox(Database database) {
    this.database = database;
  }

  @Override
  public int append(List<? extends Arrival> batch) {
    List<@Nullable Object[]> events = new ArrayList<>();
    List<@Nullable Object[]> unreadable = new ArrayList<>();
    for (Arrival arrival : batch) {
      switch (arrival) {
        case Event(String source, String eventId, Instant receivedAt, String payload) ->
            events.add(new Object[] {source, eventId, receivedAt, payload});
        case Unreadable(
                String source,
                Instant receivedAt,
                String reason,
                String contentType,
                byte[] body) ->
            unreadable.add(new Object[] {source, receivedAt, reason, contentType, body});
      }
    }
    return database.write(
        "accept notifications",
        session ->
            session.updateEach(
                    """
                    INSERT INTO inbox (source, event_id, received_at, payload) VALUES (?, ?, ?, ?)
                    ON CONFLICT (source, event_id) DO NOTHING
                    """,
                    events)
                + session.updateEach(BURY, unreadable));
  }

  @Override
  public List<AcceptedEvent> undispatched(int limit) {
    return database.read(
        "read accepted notifications",
        session ->
            session.list(
                """
                SELECT sequence, source, event_id, received_at, payload FROM inbox
                WHERE dispatched_at IS NULL ORDER BY sequence LIMIT ?
                """,
                JdbcInbox::accepted,
                limit));
  }

  @Override
  public long backlog() {
    return database.read(
        "count accepted notifications",
        session ->
            session.only(
                "SELECT count(*) AS n FROM inbox WHERE dispatched_at IS NULL",
                row -> row.number("n")));
  }

  @Override
  public void dispatched(Collection<Long> sequences, Instant at) {
    database.write(
        "note that notifications were dispatched",
        session -> markDispatched(session, sequences, at));
  }

  /**
   * The payload is not needed any more; the row stays to recognise the event when it is delivered
   * again.
   */
  private static int markDispatched(Session session, Collection<Long> sequences, Instant at)
      throws SQLException {
    return session.updateEach(
        "UPDATE inbox SET dispatched_at = ?, payload = '' WHERE sequence = ?",
        sequences.stream().map(sequence -> new @Nullable Object[] {at, sequence}).toList());
  }

  @Override
  public void bury(long sequence, String reason, Instant at) {
    database.write(
        "put a notification to the dead letters",
        session -> {
          Optional<AcceptedEvent> found =
              session.first(
                  "SELECT * FROM inbox WHERE sequence = ? AND dispatched_at IS NULL",
                  JdbcInbox::accepted,
                  sequence);
          if (found.isEmpty()) {
            return 0;
          }
          Event event = found.get().event();
          session.update(
              BURY,
              event.source(),
              event.receivedAt(),
              reason,
              "application/json",
              event.payload().getBytes(StandardCharsets.UTF_8));
          return markDispatched(session, List.of(sequence), at);
        });
  }

  @Override
  public long countDeadLetters() {
    return database.read(
        "count dead letters",
        session -> session.only("SELECT count(*) AS n FROM dead_letter", row -> row.number("n")));
  }

  @Override
  public Page<DeadLetter> deadLetters(PageRequest page) {
    return database.read(
        "list dead letters",
        session ->
            new Listing(LETTERS + " FROM dead_letter")
                .descending(session, "sequence", page, JdbcInbox::deadLetter));
  }

  @Override
  public Optional<Opened> open(long sequence) {
    return database.read(
        "read a dead letter",
        session ->
            session.first(
                LETTERS + ", body FROM dead_letter WHERE sequence = ?",
                row -> new Opened(deadLetter(row), row.bytes("body")),
                sequence));
  }

  @Override
  public boolean dropDeadLetter(long sequence) {
    return database.write(
            "drop a dead letter",
            session -> session.update("DELETE FROM dead_letter WHERE sequence = ?", sequence))
        > 0;
  }

  @Override
  public int dropDeadLetters() {
    return database.write(
        "drop all dead letters", session -> session.update("DELETE FROM dead_letter"));
  }

  @Override
  public int prune(Instant before, int mostKept) {
    return database.write(
        "forget old notifications",
        session ->
            session.update("DELETE FROM inbox WHERE dispatched_at < ?", before)
                + session.update(
                    """
                    DELETE FROM inbox WHERE dispatched_at IS NOT NULL
                    AND sequence <= (SELECT max(sequence) FROM inbox) - ?
                    """,
                    mostKept)
                + session.update("DELETE FROM dead_letter WHERE received_at < ?", before)
                + session.update(
                    "DELETE FROM dead_letter WHERE sequence <= (SELECT max(sequence) FROM"
                        + " dead_letter) - ?",
                    mostKept));
  }

  private static AcceptedEvent accepted(Row row) throws SQLException {
    return new AcceptedEvent(
        row.number("sequence"),
        new Event(
            row.text("source"),
            row.text("event_id"),
            row.instant("received_at"),
            row.text("payload")));
  }

  private static DeadLetter deadLetter(Row row) throws SQLException {
    return new DeadLetter(
        row.number("sequence"),
        row.text("source"),
        row.instant("received_at"),
        row.text("reason"),
        row.text("content_type"),
        row.number("size"));
  }
}
