package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.InventoryStore;
import java.util.Optional;

/** Inventories in SQL. */
final class JdbcInventoryStore implements InventoryStore {

  private final Database database;

  JdbcInventoryStore(Database database) {
    this.database = database;
  }

  @Override
  public Digest save(byte[] inventory) {
    Digest digest = Digest.sha256(inventory);
    byte[] packed = Packed.pack(inventory);
    database.write(
        "save an inventory",
        session ->
            session.update(
                "INSERT INTO inventory (digest, content) VALUES (?, ?) ON CONFLICT (digest) DO"
                    + " NOTHING",
                digest,
                packed));
    return digest;
  }

  @Override
  public Optional<byte[]> find(Digest inventory) {
    return database.read(
        "read an inventory",
        session ->
            session.first(
                "SELECT content FROM inventory WHERE digest = ?",
                row -> Packed.unpack(row.bytes("content")),
                inventory));
  }

  @Override
  public int prune() {
    return database.write(
        "forget unused inventories",
        session ->
            session.update(
                """
                DELETE FROM inventory WHERE NOT EXISTS (
                  SELECT 1 FROM image WHERE image.inventory = inventory.digest AND image.deleted_at IS NULL)
                """));
  }
}
