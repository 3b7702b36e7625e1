package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Julia's {@code Manifest.toml}: a table {@code deps.NAME}, formerly {@code NAME}, for each. */
final class JuliaManifest implements LockFormat {

  private static final String PREFIX = "deps.";

  @Override
  public String fileName() {
    return "Manifest.toml";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws IOException {
    int[] count = {0};
    TomlTables.read(
        content,
        (table, texts) -> {
          String name = table.startsWith(PREFIX) ? table.substring(PREFIX.length()) : table;
          String version = texts.get("version");
          String uuid = texts.get("uuid");
          if (version != null
              && uuid != null
              && !name.isEmpty()
              && name.indexOf('.') < 0
              && count[0]++ < MOST) {
            found.found(
                PackageFact.of("julia", null, name, version).qualified(Map.of("uuid", uuid)));
          }
        });
  }
}
