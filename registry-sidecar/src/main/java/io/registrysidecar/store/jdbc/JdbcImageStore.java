package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.ImageFacts;
import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.RepositorySummary;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.TagMove;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images in SQL. */
final class JdbcImageStore implements ImageStore {

  private static final String NAMED = "registry = ? AND repository = ? AND digest = ?";

  private final Database database;
  private final TagTable tags;
  private final ChildTable children;

  JdbcImageStore(Database database) {
    this.database = database;
    this.tags = new TagTable(database);
    this.children = new ChildTable(database);
  }

  @Override
  public void seen(ImageKey image, Instant at) {
    database.write("note a push", session -> ImageRows.seen(session, image, at));
  }

  @Override
  public void tagged(
      String registry, RepositoryName repository, String tag, Digest digest, Instant at) {
    tags.move(registry, repository, tag, digest, at);
  }

  @Override
  public void pushed(List<Push> pushes) {
    database.write(
        "note pushes",
        session -> {
          for (Push push : pushes) {
            ImageKey image = push.image();
            ImageRows.seen(session, image, push.at());
            if (push.tag() != null) {
              TagTable.move(
                  session,
                  image.registry(),
                  image.repository(),
                  push.tag(),
                  image.digest(),
                  push.at());
            }
          }
          return pushes.size();
        });
  }

  @Override
  public void untagged(String registry, RepositoryName repository, String tag, Instant at) {
    tags.end(registry, repository, tag, at);
  }

  @Override
  public void describe(ImageKey image, ImageFacts facts, Instant at) {
    Platform platform = facts.platform();
    database.write(
        "note what a manifest says",
        session -> {
          long id = ImageRows.idOrNew(session, image, at);
          session.update(
              "UPDATE image SET media_type = ?, size = ?, os = ?, architecture = ?, variant = ?,"
                  + " chain = ? WHERE id = ?",
              facts.mediaType(),
              facts.size(),
              platform == null ? null : platform.os(),
              platform == null ? null : platform.architecture(),
              platform == null ? null : platform.variant(),
              facts.chain(),
              id);
          return ChildTable.replace(session, id, facts.children());
        });
  }

  @Override
  public void become(ImageKey image, ImageState state, String detail) {
    database.write(
        "note an image's state",
        session ->
            session.update(
                "UPDATE image SET state = ?, detail = ? WHERE " + NAMED,
                state.name(),
                detail,
                image.registry(),
                image.repository(),
                image.digest()));
  }

  @Override
  public void scanned(ImageKey image, ImageResult result) {
    byte[] report = Packed.pack(result.report());
    SeverityCounts counts = result.counts();
    database.write(
        "store a scan's result",
        session -> {
          long id = ImageRows.idOrNew(session, image, result.scannedAt());
          session.update(
              """
              UPDATE image SET state = 'SCANNED', detail = '', critical = ?, high = ?, medium = ?, low = ?,
                negligible = ?, unknown = ?, fixable = ?, coverage = ?, advisory_version = ?, inventory = ?, scanned_at = ?
              WHERE id = ?
              """,
              counts.critical(),
              counts.high(),
              counts.medium(),
              counts.low(),
              counts.negligible(),
              counts.unknown(),
              counts.fixable(),
              result.coverage(),
              result.advisoryVersion(),
              result.inventory(),
              result.scannedAt(),
              id);
          return session.update(
              """
              INSERT INTO image_report (image_id, report) VALUES (?, ?)
              ON CONFLICT (image_id) DO UPDATE SET report = excluded.report
              """,
              id,
              report);
        });
  }

  @Override
  public void deleted(ImageKey image, Instant at) {
    database.write(
        "note that an image is gone",
        session -> {
          TagTable.endAll(session, image, at);
          return session.update(
              "UPDATE image SET deleted_at = ? WHERE deleted_at IS NULL AND " + NAMED,
              at,
              image.registry(),
              image.repository(),
              image.digest());
        });
  }

  @Override
  public Optional<StoredImage> find(ImageKey image) {
    return database.read("read an image", session -> ImageRows.find(session, image));
  }

  @Override
  public Optional<StoredImage> findByTag(String registry, RepositoryName repository, String tag) {
    return database.read(
        "read an image by its tag",
        session -> {
          Optional<Digest> digest = TagTable.current(session, registry, repository, tag);
          return digest.isEmpty()
              ? Optional.empty()
              : ImageRows.find(session, new ImageKey(registry, repository, digest.get()));
        });
  }

  @Override
  public Optional<byte[]> report(ImageKey image) {
    return database.read(
        "read a report",
        session ->
            session.first(
                "SELECT report FROM image_report JOIN image ON image.id = image_id WHERE " + NAMED,
                row -> Packed.unpack(row.bytes("report")),
                image.registry(),
                image.repository(),
                image.digest()));
  }

  @Override
  public List<Digest> children(ImageKey index) {
    return children.of(index);
  }

  @Override
  public List<ImageKey> parents(ImageKey image) {
    return children.parents(image);
  }

  @Override
  public List<StoredImage> withChain(Digest chain, int limit) {
    return database.read(
        "find images by their layers", session -> ImageRows.withChain(session, chain, limit));
  }

  @Override
  public List<String> tagsEver(ImageKey image) {
    return tags.ever(image);
  }

  @Override
  public Page<StoredImage> list(ImageFilter filter, PageRequest page) {
    return database.read("list images", session -> ImageRows.list(session, filter, page));
  }

  @Override
  public Page<RepositorySummary> repositories(PageRequest page) {
    return database.read("list repositories", session -> repositories(session, page));
  }

  private static Page<RepositorySummary> repositories(Session session, PageRequest page)
      throws SQLException {
    record Numbered(long first, RepositorySummary summary) {}
    return Page.of(
            session.list(
                """
                SELECT registry, repository, count(*) AS images, max(pushed_at) AS pushed_at, min(id) AS first
                FROM image WHERE deleted_at IS NULL
                GROUP BY registry, repository HAVING min(id) > ? ORDER BY min(id) LIMIT ?
                """,
                row ->
                    new Numbered(
                        row.number("first"),
                        new RepositorySummary(
                            row.text("registry"),
                            row.repository(),
                            row.number("images"),
                            row.instant("pushed_at"))),
                page.after() == null ? 0L : page.after().minor(),
                page.limit() + 1),
            page.limit(),
            last -> new Cursor(0, last.first()))
        .map(Numbered::summary);
  }

  @Override
  public Map<String, Digest> tags(String registry, RepositoryName repository) {
    return tags.all(registry, repository);
  }

  @Override
  public List<TagMove> tagHistory(
      String registry, RepositoryName repository, String tag, int limit) {
    return tags.history(registry, repository, tag, limit);
  }

  @Override
  public Map<ImageState, Long> counts() {
    Map<ImageState, Long> counts = new EnumMap<>(ImageState.class);
    for (ImageState state : ImageState.values()) {
      counts.put(state, 0L);
    }
    database
        .read(
            "count images",
            session ->
                session.list(
                    "SELECT state, count(*) AS n FROM image WHERE deleted_at IS NULL GROUP BY"
                        + " state",
                    row -> Map.entry(ImageState.valueOf(row.text("state")), row.number("n"))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
