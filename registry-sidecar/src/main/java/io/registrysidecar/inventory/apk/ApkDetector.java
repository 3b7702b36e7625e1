package io.registrysidecar.inventory.apk;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;

/** Reads apk's database of installed packages, where apk 2 and where apk 3 keep it. */
public final class ApkDetector implements Detector {

  private static final Id ID = new Id("apk", 3);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().equals("lib/apk/db/installed")
            || path.value().equals("usr/lib/apk/db/installed")
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    InstalledFile.read(new LineReader(file.stream()), found);
  }
}
