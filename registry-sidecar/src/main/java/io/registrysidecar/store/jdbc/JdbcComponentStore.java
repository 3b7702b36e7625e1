package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.ComponentIdentity;
import io.registrysidecar.store.ComponentStore;
import io.registrysidecar.store.ImageKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Components in SQL. */
final class JdbcComponentStore implements ComponentStore {

  /** How many are looked up by one statement. */
  private static final int AT_ONCE = 256;

  private static final String FIND =
      "SELECT id, fingerprint FROM component WHERE fingerprint IN (?"
          + ", ?".repeat(AT_ONCE - 1)
          + ")";

  private final Database database;

  JdbcComponentStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Known> assign(ImageKey image, List<ComponentIdentity> components) {
    return database.write(
        "store an image's components",
        session -> {
          Optional<Long> imageId = ImageRows.id(session, image);
          if (imageId.isEmpty()) {
            throw new IllegalArgumentException(
                "components of an image that is not known: " + image);
          }
          List<Known> known = new ArrayList<>();
          for (int from = 0; from < components.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, components.size());
            known.addAll(known(session, components.subList(from, to)));
          }
          session.update("DELETE FROM image_component WHERE image_id = ?", imageId.get());
          session.updateEach(
              "INSERT INTO image_component (component_id, image_id) VALUES (?, ?) ON CONFLICT DO"
                  + " NOTHING",
              known.stream().map(k -> new @Nullable Object[] {k.id(), imageId.get()}).toList());
          return List.copyOf(known);
        });
  }

  @Override
  public boolean assignAsOf(ImageKey image, ImageKey other, int count) {
    return database.write(
        "store an image's components",
        session -> {
          Optional<Long> to = ImageRows.id(session, image);
          Optional<Long> from = ImageRows.id(session, other);
          if (to.isEmpty() || from.isEmpty()) {
            return false;
          }
          if (!to.equals(from)) {
            session.update("DELETE FROM image_component WHERE image_id = ?", to.get());
            session.update(
                "INSERT INTO image_component (component_id, image_id) SELECT component_id, ? FROM"
                    + " image_component WHERE image_id = ?",
                to.get(),
                from.get());
          }
          return session.only(
                  "SELECT count(*) AS n FROM image_component WHERE image_id = ?",
                  row -> row.number("n"),
                  to.get())
              == count;
        });
  }

  /** A few components, those that are new among them stored; in the same order. */
  private static List<Known> known(Session session, List<ComponentIdentity> components)
      throws SQLException {
    List<byte[]> fingerprints = components.stream().map(JdbcComponentStore::fingerprint).toList();
    // Places that are not needed repeat the last one, so that there is only one statement.
    @Nullable Object[] places = new @Nullable Object[AT_ONCE];
    Arrays.setAll(places, i -> fingerprints.get(Math.min(i, fingerprints.size() - 1)));
    Map<ByteBuffer, Long> stored = new HashMap<>();
    session.list(
        FIND,
        row -> stored.put(ByteBuffer.wrap(row.bytes("fingerprint")), row.number("id")),
        places);
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      ComponentIdentity component = components.get(i);
      ByteBuffer fingerprint = ByteBuffer.wrap(fingerprints.get(i));
      Long id = stored.get(fingerprint);
      if (id == null) {
        id = insert(session, component, fingerprint.array());
        stored.put(fingerprint, id);
      }
      known.add(new Known(id, component));
    }
    return known;
  }

  private static long insert(Session session, ComponentIdentity component, byte[] fingerprint)
      throws SQLException {
    return session.only(
        """
        INSERT INTO component
          (fingerprint, ecosystem, release, name, version, source_name, source_version, maintainer, purl)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        row -> row.number("id"),
        fingerprint,
        component.ecosystem(),
        component.release(),
        component.name(),
        component.version(),
        component.sourceName(),
        component.sourceVersion(),
        component.maintainer(),
        component.purl());
  }

  /**
   * A hash of all fields; NUL cannot be in any of them, and tells a missing one from an empty one.
   */
  private static byte[] fingerprint(ComponentIdentity component) {
    var hash = io.registrysidecar.oci.Digest.Algorithm.SHA256.newMessageDigest();
    for (String field :
        new @Nullable String[] {
          component.ecosystem(),
          component.release(),
          component.name(),
          component.version(),
          component.sourceName(),
          component.sourceVersion(),
          component.maintainer(),
          component.purl()
        }) {
      hash.update((field == null ? "\0" : field + "\0\0").getBytes(StandardCharsets.UTF_8));
    }
    return hash.digest();
  }

  @Override
  public List<Known> of(ImageKey image) {
    return database.read(
        "read an image's components",
        session ->
            session.list(
                """
                SELECT component.* FROM component
                JOIN image_component ON component_id = component.id JOIN image ON image.id = image_id
                WHERE registry = ? AND repository = ? AND digest = ? ORDER BY component.id
                """,
                JdbcComponentStore::known,
                image.registry(),
                image.repository(),
                image.digest()));
  }

  @Override
  public int prune() {
    return database.write(
        "forget unused components",
        session -> {
          session.update(
              "DELETE FROM image_component WHERE image_id IN (SELECT id FROM image WHERE deleted_at"
                  + " IS NOT NULL)");
          return session.update(
              """
              DELETE FROM component WHERE NOT EXISTS (
                SELECT 1 FROM image_component WHERE component_id = component.id)
              """);
        });
  }

  private static Known known(Row row) throws SQLException {
    return new Known(
        row.number("id"),
        new ComponentIdentity(
            row.text("ecosystem"),
            row.textOrNull("release"),
            row.text("name"),
            row.text("version"),
            row.textOrNull("source_name"),
            row.textOrNull("source_version"),
            row.textOrNull("maintainer"),
            row.text("purl")));
  }
}
