package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;

/** {@code Cargo.lock}: a table for each crate. */
final class CargoLock implements LockFormat {

  @Override
  public String fileName() {
    return "Cargo.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws IOException {
    int[] count = {0};
    TomlTables.read(
        content,
        (table, texts) -> {
          String name = texts.get("name");
          String version = texts.get("version");
          // A crate without a source is the project itself.
          if (table.equals("package")
              && name != null
              && version != null
              && texts.containsKey("source")
              && count[0]++ < MOST) {
            found.found(PackageFact.of("cargo", null, name, version));
          }
        });
  }
}
