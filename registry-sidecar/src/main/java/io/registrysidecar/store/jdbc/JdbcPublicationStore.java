package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Publication;
import io.registrysidecar.store.PublicationState;
import io.registrysidecar.store.PublicationStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Publications in SQL. */
final class JdbcPublicationStore implements PublicationStore {

  private static final String NAMED =
      "registry = ? AND repository = ? AND subject = ? AND digest = ?";

  private final Database database;

  JdbcPublicationStore(Database database) {
    this.database = database;
  }

  @Override
  public void intend(ImageKey subject, List<Artifact> artifacts, Instant at) {
    // Not within the transaction, for which others wait.
    List<List<byte[]>> packed =
        artifacts.stream().map(each -> each.blobs().stream().map(Packed::pack).toList()).toList();
    database.write(
        "record what is about to be published",
        session -> {
          for (int i = 0; i < artifacts.size(); i++) {
            intend(session, subject, artifacts.get(i), packed.get(i), at);
          }
          return artifacts.size();
        });
  }

  private static void intend(
      Session session, ImageKey subject, Artifact artifact, List<byte[]> blobs, Instant at)
      throws SQLException {
    if (session.any(
        "SELECT 1 FROM publication WHERE state IN ('INTENDED', 'PUBLISHED') AND " + NAMED,
        subject.registry(),
        subject.repository(),
        subject.digest(),
        artifact.digest())) {
      return;
    }
    unsettle(session, subject);
    long id =
        session.only(
            """
            INSERT INTO publication
              (registry, repository, subject, digest, artifact_type, media_type, size, state, manifest, intended_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'INTENDED', ?, ?, ?)
            ON CONFLICT (registry, repository, subject, digest) DO UPDATE SET
              state = 'INTENDED', manifest = excluded.manifest, intended_at = excluded.intended_at,
              published_at = NULL, changed_at = excluded.changed_at
            RETURNING id
            """,
            row -> row.number("id"),
            subject.registry(),
            subject.repository(),
            subject.digest(),
            artifact.digest(),
            artifact.artifactType(),
            artifact.mediaType(),
            artifact.manifest().length,
            artifact.manifest(),
            at,
            at);
    session.updateEach(
        "INSERT INTO publication_blob (publication_id, position, content) VALUES (?, ?, ?)",
        IntStream.range(0, blobs.size())
            .mapToObj(i -> new @Nullable Object[] {id, i, blobs.get(i)})
            .toList());
  }

  @Override
  public void published(ImageKey subject, Collection<Digest> artifacts, Instant at) {
    database.write(
        "note what was published",
        session ->
            session.updateEach(
                "UPDATE publication SET state = 'PUBLISHED', published_at = coalesce(published_at,"
                    + " ?), changed_at = ? WHERE "
                    + NAMED,
                artifacts.stream()
                    .map(digest ->
                        new @Nullable Object[] {
                          at, at, subject.registry(), subject.repository(), subject.digest(), digest
                        })
                    .toList()));
  }

  @Override
  public void removed(ImageKey subject, Collection<Digest> artifacts, Instant at) {
    database.write("note what was removed", session -> remove(session, subject, artifacts, at));
  }

  private static int remove(
      Session session, ImageKey subject, Collection<Digest> artifacts, Instant at)
      throws SQLException {
    unsettle(session, subject);
    for (Digest digest : artifacts) {
      Optional<Long> id =
          session.first(
              "UPDATE publication SET state = 'REMOVED', manifest = NULL, changed_at = ? WHERE "
                  + NAMED
                  + " RETURNING id",
              row -> row.number("id"),
              at,
              subject.registry(),
              subject.repository(),
              subject.digest(),
              digest);
      if (id.isPresent()) {
        session.update("DELETE FROM publication_blob WHERE publication_id = ?", id.get());
      }
    }
    return artifacts.size();
  }

  private static void unsettle(Session session, ImageKey subject) throws SQLException {
    session.update(
        "DELETE FROM publication_settled WHERE registry = ? AND repository = ? AND subject = ?",
        subject.registry(),
        subject.repository(),
        subject.digest());
  }

  @Override
  public void settle(ImageKey subject, String inputs) {
    database.write(
        "note what is published",
        session ->
            session.update(
                """
                INSERT INTO publication_settled (registry, repository, subject, inputs) VALUES (?, ?, ?, ?)
                ON CONFLICT (registry, repository, subject) DO UPDATE SET inputs = excluded.inputs
                """,
                subject.registry(),
                subject.repository(),
                subject.digest(),
                inputs));
  }

  @Override
  public Optional<String> settled(ImageKey subject) {
    return database.read(
        "look up what is published",
        session ->
            session.first(
                "SELECT inputs FROM publication_settled WHERE registry = ? AND repository = ? AND"
                    + " subject = ?",
                row -> row.text("inputs"),
                subject.registry(),
                subject.repository(),
                subject.digest()));
  }

  @Override
  public List<Publication> of(ImageKey subject) {
    return database.read(
        "read publications",
        session ->
            session.list(
                """
                SELECT * FROM publication
                WHERE registry = ? AND repository = ? AND subject = ? AND state <> 'REMOVED' ORDER BY id DESC
                """,
                JdbcPublicationStore::publication,
                subject.registry(),
                subject.repository(),
                subject.digest()));
  }

  @Override
  public List<Recorded> manifests(ImageKey subject) {
    return database.read(
        "read manifests of publications",
        session ->
            session.list(
                """
                SELECT state, manifest FROM publication
                WHERE registry = ? AND repository = ? AND subject = ? AND state <> 'REMOVED' AND manifest IS NOT NULL
                ORDER BY id DESC
                """,
                row ->
                    new Recorded(
                        PublicationState.valueOf(row.text("state")), row.bytes("manifest")),
                subject.registry(),
                subject.repository(),
                subject.digest()));
  }

  @Override
  public Optional<Artifact> artifact(ImageKey subject, Digest artifact) {
    return database.read(
        "read an artifact",
        session -> {
          List<byte[]> blobs =
              session.list(
                  "SELECT content FROM publication_blob JOIN publication ON publication.id ="
                      + " publication_id WHERE "
                      + NAMED
                      + " ORDER BY position",
                  row -> Packed.unpack(row.bytes("content")),
                  subject.registry(),
                  subject.repository(),
                  subject.digest(),
                  artifact);
          return session.first(
              "SELECT artifact_type, media_type, digest, manifest FROM publication WHERE manifest"
                  + " IS NOT NULL AND "
                  + NAMED,
              row ->
                  new Artifact(
                      row.text("artifact_type"),
                      row.text("media_type"),
                      row.digest("digest"),
                      row.bytes("manifest"),
                      blobs),
              subject.registry(),
              subject.repository(),
              subject.digest(),
              artifact);
        });
  }

  @Override
  public boolean isOurs(String registry, RepositoryName repository, Digest digest) {
    return database.read(
        "look for a manifest among ours",
        session ->
            session.any(
                "SELECT 1 FROM publication WHERE registry = ? AND repository = ? AND digest = ?",
                registry,
                repository,
                digest));
  }

  @Override
  public int prune(Instant before) {
    return database.write(
        "forget removed publications",
        session ->
            session.update(
                "DELETE FROM publication WHERE state = 'REMOVED' AND changed_at < ?", before));
  }

  private static Publication publication(Row row) throws SQLException {
    return new Publication(
        new ImageKey(row.text("registry"), row.repository(), row.digest("subject")),
        row.text("artifact_type"),
        row.digest("digest"),
        row.number("size"),
        PublicationState.valueOf(row.text("state")),
        row.instant("intended_at"),
        row.instantOrNull("published_at"));
  }
}
