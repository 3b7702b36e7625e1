package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredImage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the table of images, within a transaction of the caller. */
final class ImageRows {

  private ImageRows() {}

  /** Creates the row or notes that the image was pushed again. */
  static int seen(Session session, ImageKey image, Instant at) throws SQLException {
    return session.update(
        """
        INSERT INTO image (registry, repository, digest, state, first_seen, pushed_at)
        VALUES (?, ?, ?, 'PENDING', ?, ?)
        ON CONFLICT (registry, repository, digest) DO UPDATE SET
          state = CASE WHEN image.deleted_at IS NULL THEN image.state ELSE 'PENDING' END,
          detail = CASE WHEN image.deleted_at IS NULL THEN image.detail ELSE '' END,
          pushed_at = excluded.pushed_at,
          deleted_at = NULL
        """,
        image.registry(),
        image.repository(),
        image.digest(),
        at,
        at);
  }

  /** The number of an image's row, if it has one. */
  static Optional<Long> id(Session session, ImageKey image) throws SQLException {
    return session.first(
        "SELECT id FROM image WHERE registry = ? AND repository = ? AND digest = ?",
        row -> row.number("id"),
        image.registry(),
        image.repository(),
        image.digest());
  }

  /** The number of an image's row, which is created when there is none. */
  static long idOrNew(Session session, ImageKey image, Instant at) throws SQLException {
    Optional<Long> id = id(session, image);
    if (id.isPresent()) {
      return id.get();
    }
    seen(session, image, at);
    return id(session, image).orElseThrow();
  }

  static Optional<StoredImage> find(Session session, ImageKey image) throws SQLException {
    Optional<StoredImage> found =
        session.first(
            "SELECT * FROM image WHERE registry = ? AND repository = ? AND digest = ?",
            ImageRows::image,
            image.registry(),
            image.repository(),
            image.digest());
    return found.isEmpty() ? Optional.empty() : Optional.of(withTags(session, found.get()));
  }

  static List<StoredImage> withChain(Session session, Digest chain, int limit) throws SQLException {
    List<StoredImage> images = new ArrayList<>();
    for (StoredImage row :
        session.list(
            "SELECT * FROM image WHERE chain = ? AND deleted_at IS NULL ORDER BY first_seen, id"
                + " LIMIT ?",
            ImageRows::image,
            chain,
            limit)) {
      images.add(withTags(session, row));
    }
    return images;
  }

  static Page<StoredImage> list(Session session, ImageFilter filter, PageRequest page)
      throws SQLException {
    Page<StoredImage> rows =
        listing(filter).latestFirst(session, "pushed_at", "id", page, ImageRows::image);
    List<StoredImage> images = new ArrayList<>();
    for (StoredImage row : rows.items()) {
      images.add(withTags(session, row));
    }
    return new Page<>(images, rows.next());
  }

  private static Listing listing(ImageFilter filter) {
    Listing images =
        new Listing("SELECT image.* FROM image")
            .whereGiven("registry = ?", filter.registry())
            .whereGiven("repository = ?", filter.repository())
            .whereGiven("state = ?", filter.state() == null ? null : filter.state().name())
            .whereGiven(
                """
                EXISTS (SELECT 1 FROM tag WHERE tag.registry = image.registry AND tag.repository = image.repository
                  AND tag.digest = image.digest AND tag.until IS NULL AND tag.name = ?)\
                """,
                filter.tag());
    if (!filter.deleted()) {
      images.where("deleted_at IS NULL");
    }
    if (filter.minimumSeverity() != null) {
      images.where(atLeast(filter.minimumSeverity()));
    }
    return images;
  }

  private static String atLeast(String severity) {
    return switch (severity) {
      case "critical" -> "critical > 0";
      case "high" -> "critical + high > 0";
      case "medium" -> "critical + high + medium > 0";
      case "low" -> "critical + high + medium + low > 0";
      default -> throw new IllegalArgumentException("not a severity to filter by: " + severity);
    };
  }

  static ImageKey key(Row row) throws SQLException {
    return new ImageKey(row.text("registry"), row.repository(), row.digest("digest"));
  }

  private static StoredImage image(Row row) throws SQLException {
    String os = row.textOrNull("os");
    return new StoredImage(
        key(row),
        row.textOrNull("media_type"),
        row.number("size"),
        os == null ? null : new Platform(os, row.text("architecture"), row.textOrNull("variant")),
        List.of(),
        ImageState.valueOf(row.text("state")),
        row.text("detail"),
        counts(row),
        row.text("coverage"),
        row.text("advisory_version"),
        row.digestOrNull("inventory"),
        row.instant("first_seen"),
        row.instant("pushed_at"),
        row.instantOrNull("scanned_at"),
        row.instantOrNull("deleted_at"));
  }

  private static SeverityCounts counts(Row row) throws SQLException {
    return new SeverityCounts(
        row.count("critical"),
        row.count("high"),
        row.count("medium"),
        row.count("low"),
        row.count("negligible"),
        row.count("unknown"),
        row.count("fixable"));
  }

  private static StoredImage withTags(Session session, StoredImage image) throws SQLException {
    return new StoredImage(
        image.key(),
        image.mediaType(),
        image.size(),
        image.platform(),
        TagTable.of(session, image.key()),
        image.state(),
        image.detail(),
        image.counts(),
        image.coverage(),
        image.advisoryVersion(),
        image.inventory(),
        image.firstSeen(),
        image.pushedAt(),
        image.scannedAt(),
        image.deletedAt());
  }
}
