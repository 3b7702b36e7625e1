package io.registrysidecar.inventory.unread;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import java.util.Map;

/**
 * Says that an image has a package database which no other detector reads, so that its packages are
 * not taken to be none.
 */
public final class UnreadDatabaseDetector implements Detector {

  private static final Id ID = new Id("unread", 3);

  private static final Map<String, String> DATABASES =
      Map.ofEntries(Map.entry("opt/bitnami/.bitnami_components.json", "Bitnami"));

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return DATABASES.containsKey(path.value()) ? Want.HEAD : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) {
    found.incomplete(
        "package-database-unread",
        "the image has packages of "
            + DATABASES.get(file.path().value())
            + ", whose database this version does not read; they are missing from the result");
  }
}
