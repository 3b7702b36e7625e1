package io.registrysidecar.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.EventFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chains of events in SQL. */
final class JdbcAuditLog implements AuditLog {

  private static final String NAMED = "registry = ? AND repository = ? AND digest = ?";

  private final Database database;

  JdbcAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public int append(List<NewEvent> events) {
    return events.isEmpty()
        ? 0
        : database.write(
            "record what happened",
            session -> {
              int added = 0;
              for (NewEvent event : events) {
                added += append(session, event);
              }
              return added;
            });
  }

  private static int append(Session session, NewEvent event) throws SQLException {
    ImageKey image = event.image();
    String occurrence = event.occurrence().isEmpty() ? null : event.occurrence();
    if (occurrence != null
        && session.any(
            "SELECT 1 FROM audit_event WHERE occurrence = ? AND " + NAMED,
            occurrence,
            image.registry(),
            image.repository(),
            image.digest())) {
      return 0;
    }
    Chain chain = chain(session, image);
    AuditEvent link =
        new AuditEvent(
            chain.length() + 1,
            event.at(),
            event.type(),
            event.actor(),
            event.detail(),
            chain.head());
    session.update(
        """
        INSERT INTO audit_event (registry, repository, digest, sequence, at, type, actor, detail, prev, occurrence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        image.registry(),
        image.repository(),
        image.digest(),
        link.sequence(),
        link.at(),
        link.type().word(),
        link.actor(),
        detail(link.detail()),
        link.prev(),
        occurrence);
    return session.update(
        """
        INSERT INTO audit_chain (registry, repository, digest, length, head) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (registry, repository, digest) DO UPDATE SET length = excluded.length, head = excluded.head
        """,
        image.registry(),
        image.repository(),
        image.digest(),
        link.sequence(),
        link.digest());
  }

  @Override
  public Page<AuditEvent> list(ImageKey image, EventFilter filter, PageRequest page) {
    Listing events =
        new Listing("SELECT * FROM audit_event")
            .where(NAMED, image.registry(), image.repository(), image.digest())
            .whereGiven("type = ?", filter.type() == null ? null : filter.type().word())
            .whereGiven("actor = ?", filter.actor());
    return database.read(
        "list what happened",
        session -> events.descending(session, "sequence", page, JdbcAuditLog::event));
  }

  @Override
  public Optional<AuditEvent> latest(ImageKey image, EventType type) {
    return list(image, new EventFilter(type, null), PageRequest.first(1)).items().stream()
        .findFirst();
  }

  @Override
  public boolean isKnown(ImageKey image) {
    return database.read(
        "find what happened",
        session -> session.any("SELECT 1 FROM audit_chain WHERE " + NAMED, named(image).toArray()));
  }

  @Override
  public List<AuditEvent> newest(ImageKey image, int limit) {
    return database.read("read what happened", session -> newest(session, image, limit));
  }

  @Override
  public EventChain.Result check(ImageKey image, int limit) {
    return database.read(
        "check what happened",
        session -> {
          try {
            Chain chain = chain(session, image);
            return EventChain.check(
                image.digest(), newest(session, image, limit), limit, chain.length(), chain.head());
          } catch (UnreadableRow e) {
            return new EventChain.Result.Broken(e.sequence, "event " + e.sequence + " was changed");
          }
        });
  }

  private static List<AuditEvent> newest(Session session, ImageKey image, int limit)
      throws SQLException {
    List<@Nullable Object> parameters = new ArrayList<>(named(image));
    parameters.add(limit);
    return session
        .list(
            "SELECT * FROM audit_event WHERE " + NAMED + " ORDER BY sequence DESC LIMIT ?",
            JdbcAuditLog::event,
            parameters.toArray())
        .reversed();
  }

  private static Chain chain(Session session, ImageKey image) throws SQLException {
    return session
        .first(
            "SELECT length, head FROM audit_chain WHERE " + NAMED,
            row -> new Chain(row.number("length"), digest(row.number("length"), row.text("head"))),
            named(image).toArray())
        .orElse(new Chain(0, image.digest()));
  }

  private static AuditEvent event(Row row) throws SQLException {
    long sequence = row.number("sequence");
    return new AuditEvent(
        sequence,
        row.instant("at"),
        EventType.of(row.text("type"))
            .orElseThrow(() -> new UnreadableRow(sequence, "an unknown type")),
        row.textOrNull("actor"),
        detail(sequence, row.text("detail")),
        digest(sequence, row.text("prev")));
  }

  private static Digest digest(long sequence, String text) throws SQLException {
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw new UnreadableRow(sequence, "no digest");
    }
  }

  private static String detail(Map<String, String> detail) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(detail).forEach(json::put);
    return new String(BoundedJson.write(json), StandardCharsets.UTF_8);
  }

  private static Map<String, String> detail(long sequence, String json) throws SQLException {
    try {
      Map<String, String> detail = new HashMap<>();
      for (Map.Entry<String, JsonNode> member :
          BoundedJson.read(json.getBytes(StandardCharsets.UTF_8)).properties()) {
        detail.put(member.getKey(), member.getValue().asText());
      }
      return detail;
    } catch (IOException e) {
      throw new UnreadableRow(sequence, "no JSON");
    }
  }

  private static List<Object> named(ImageKey image) {
    return List.of(image.registry(), image.repository(), image.digest());
  }

  /** How far a chain has come. */
  private record Chain(long length, Digest head) {}

  /** A row that this program has not written. */
  private static final class UnreadableRow extends SQLException {
    private static final long serialVersionUID = 1L;
    private final long sequence;

    UnreadableRow(long sequence, String what) {
      super("event " + sequence + " has " + what);
      this.sequence = sequence;
    }
  }
}
