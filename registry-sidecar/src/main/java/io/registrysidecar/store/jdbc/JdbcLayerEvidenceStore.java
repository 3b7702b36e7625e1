package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.LayerEvidenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Layer evidence in SQL. */
final class JdbcLayerEvidenceStore implements LayerEvidenceStore {

  /** How exactly it is known when evidence was used last: finer would be a write for each scan. */
  private static final Duration USE_RESOLUTION = Duration.ofDays(1);

  private final Database database;

  JdbcLayerEvidenceStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, byte[]> of(Digest layer, Map<String, Integer> wanted) {
    return database.read(
        "read layer evidence",
        session -> {
          Map<String, byte[]> found = new HashMap<>();
          session.list(
              "SELECT detector, version, evidence FROM layer_evidence WHERE layer = ?",
              row -> {
                String detector = row.text("detector");
                boolean isWanted = wanted.getOrDefault(detector, -1) == row.number("version");
                if (isWanted) {
                  found.put(detector, Packed.unpack(row.bytes("evidence")));
                }
                return isWanted;
              },
              layer);
          return Map.copyOf(found);
        });
  }

  @Override
  public void save(Digest layer, String detector, int version, byte[] evidence, Instant at) {
    byte[] packed = Packed.pack(evidence);
    database.write(
        "save layer evidence",
        session -> {
          session.update(
              "DELETE FROM layer_evidence WHERE layer = ? AND detector = ? AND version <= ?",
              layer,
              detector,
              version);
          return session.update(
              """
              INSERT INTO layer_evidence (layer, detector, version, evidence, size, used_at)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
              layer,
              detector,
              version,
              packed,
              packed.length,
              at);
        });
  }

  @Override
  public void used(Collection<Digest> layers, Instant at) {
    Instant longAgo = at.minus(USE_RESOLUTION);
    database.write(
        "note that layer evidence is in use",
        session ->
            session.updateEach(
                "UPDATE layer_evidence SET used_at = ? WHERE layer = ? AND used_at < ?",
                layers.stream()
                    .map(layer -> new @Nullable Object[] {at, layer, longAgo})
                    .toList()));
  }

  @Override
  public int trimTo(long bytes) {
    return database.write(
        "trim layer evidence",
        session ->
            session.update(
                """
                DELETE FROM layer_evidence WHERE (layer, detector, version) IN (
                  SELECT layer, detector, version FROM (
                    SELECT layer, detector, version,
                      sum(size) OVER (ORDER BY used_at DESC, layer, detector, version) AS together
                    FROM layer_evidence) AS newest_first
                  WHERE together > ?)
                """,
                bytes));
  }
}
