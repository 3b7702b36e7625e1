package io.registrysidecar.inventory.packagist;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/**
 * Reads what Composer has installed: {@code composer/installed.json} in the directory that it
 * installs into, which is {@code vendor} unless configured otherwise.
 */
public final class ComposerDetector implements Detector {

  private static final Id ID = new Id("composer", 2);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith("/composer/installed.json") ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    BoundedJson.read(file.stream(), parser -> InstalledPackages.tell(parser, found));
  }
}
