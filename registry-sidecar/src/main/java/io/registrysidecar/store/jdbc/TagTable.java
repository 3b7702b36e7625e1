package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.TagMove;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What tags name and have named. */
final class TagTable {

  /** How many moves of one tag are remembered. */
  private static final int REMEMBERED = 100;

  private static final String NAMED = "registry = ? AND repository = ? AND name = ?";

  private final Database database;

  TagTable(Database database) {
    this.database = database;
  }

  void move(String registry, RepositoryName repository, String tag, Digest digest, Instant at) {
    database.write(
        "note what a tag names", session -> move(session, registry, repository, tag, digest, at));
  }

  static int move(
      Session session,
      String registry,
      RepositoryName repository,
      String tag,
      Digest digest,
      Instant at)
      throws SQLException {
    Optional<Digest> before = current(session, registry, repository, tag);
    if (before.isPresent() && before.get().equals(digest)) {
      return 0;
    }
    if (before.isPresent()) {
      end(session, registry, repository, tag, at);
      forgetOldest(session, registry, repository, tag);
    }
    return session.update(
        "INSERT INTO tag (registry, repository, name, digest, since) VALUES (?, ?, ?, ?, ?)",
        registry,
        repository,
        tag,
        digest,
        at);
  }

  void end(String registry, RepositoryName repository, String tag, Instant at) {
    database.write(
        "note that a tag is gone", session -> end(session, registry, repository, tag, at));
  }

  private static int end(
      Session session, String registry, RepositoryName repository, String tag, Instant at)
      throws SQLException {
    return session.update(
        "UPDATE tag SET until = ? WHERE until IS NULL AND " + NAMED, at, registry, repository, tag);
  }

  private static void forgetOldest(
      Session session, String registry, RepositoryName repository, String tag) throws SQLException {
    session.update(
        "DELETE FROM tag WHERE id IN (SELECT id FROM tag WHERE "
            + NAMED
            + " ORDER BY id DESC LIMIT 1000 OFFSET ?)",
        registry,
        repository,
        tag,
        REMEMBERED - 1);
  }

  static int endAll(Session session, ImageKey image, Instant at) throws SQLException {
    return session.update(
        "UPDATE tag SET until = ? WHERE until IS NULL AND registry = ? AND repository = ? AND"
            + " digest = ?",
        at,
        image.registry(),
        image.repository(),
        image.digest());
  }

  static Optional<Digest> current(
      Session session, String registry, RepositoryName repository, String tag) throws SQLException {
    return session.first(
        "SELECT digest FROM tag WHERE until IS NULL AND " + NAMED,
        row -> row.digest("digest"),
        registry,
        repository,
        tag);
  }

  static List<String> of(Session session, ImageKey image) throws SQLException {
    return session.list(
        """
        SELECT name FROM tag WHERE until IS NULL AND registry = ? AND repository = ? AND digest = ?
        ORDER BY name
        """,
        row -> row.text("name"),
        image.registry(),
        image.repository(),
        image.digest());
  }

  List<String> ever(ImageKey image) {
    return database.read(
        "read the tags that have named an image",
        session ->
            session.list(
                "SELECT DISTINCT name FROM tag WHERE registry = ? AND repository = ? AND digest = ?"
                    + " ORDER BY name",
                row -> row.text("name"),
                image.registry(),
                image.repository(),
                image.digest()));
  }

  Map<String, Digest> all(String registry, RepositoryName repository) {
    return database
        .read(
            "read the tags of a repository",
            session ->
                session.list(
                    "SELECT name, digest FROM tag WHERE until IS NULL AND registry = ? AND"
                        + " repository = ?",
                    row -> Map.entry(row.text("name"), row.digest("digest")),
                    registry,
                    repository))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<TagMove> history(String registry, RepositoryName repository, String tag, int limit) {
    return database.read(
        "read a tag's history",
        session ->
            session.list(
                "SELECT name, digest, since, until FROM tag WHERE "
                    + NAMED
                    + " ORDER BY id DESC LIMIT ?",
                row ->
                    new TagMove(
                        row.text("name"),
                        row.digest("digest"),
                        row.instant("since"),
                        row.instantOrNull("until")),
                registry,
                repository,
                tag,
                limit));
  }
}
