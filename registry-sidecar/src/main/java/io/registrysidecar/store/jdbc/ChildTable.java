package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.ImageKey;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What indexes list. */
final class ChildTable {

  private final Database database;

  ChildTable(Database database) {
    this.database = database;
  }

  /** Writes what the index with that number lists, in place of what it listed before. */
  static int replace(Session session, long index, List<Digest> children) throws SQLException {
    session.update("DELETE FROM image_child WHERE index_id = ?", index);
    return session.updateEach(
        "INSERT INTO image_child (index_id, position, digest) VALUES (?, ?, ?)",
        IntStream.range(0, children.size())
            .mapToObj(i -> new @Nullable Object[] {index, i, children.get(i)})
            .toList());
  }

  List<Digest> of(ImageKey index) {
    return database.read(
        "read an index",
        session ->
            session.list(
                """
                SELECT image_child.digest AS child FROM image_child JOIN image ON image.id = index_id
                WHERE registry = ? AND repository = ? AND image.digest = ? ORDER BY position
                """,
                row -> row.digest("child"),
                index.registry(),
                index.repository(),
                index.digest()));
  }

  /** The indexes that list an image, in the order of their digests. */
  List<ImageKey> parents(ImageKey image) {
    return database.read(
        "read the indexes of an image",
        session ->
            session.list(
                """
                SELECT DISTINCT registry, repository, image.digest AS digest
                FROM image_child JOIN image ON image.id = index_id
                WHERE registry = ? AND repository = ? AND image_child.digest = ? AND deleted_at IS NULL
                ORDER BY image.digest
                """,
                ImageRows::key,
                image.registry(),
                image.repository(),
                image.digest()));
  }
}
