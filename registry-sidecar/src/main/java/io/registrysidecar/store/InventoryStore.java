package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.util.Optional;

/** Inventories by their content: images with equal content share one. */
public interface InventoryStore {

  /** Stores an inventory; gives its digest. The same content twice is stored once. */
  Digest save(byte[] inventory);

  /** Reads an inventory. */
  Optional<byte[]> find(Digest inventory);

  /** Forgets inventories that no image has any more; gives how many. */
  int prune();
}
