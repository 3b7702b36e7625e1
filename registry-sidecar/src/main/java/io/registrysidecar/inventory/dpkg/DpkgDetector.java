package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;

/**
 * Reads dpkg's database: the {@code status} file, or one file for each package in {@code status.d}
 * where an image was put together without dpkg.
 */
public final class DpkgDetector implements Detector {

  private static final Id ID = new Id("dpkg", 1);
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String STATUS_D = "var/lib/dpkg/status.d/";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.equals(STATUS) || (value.startsWith(STATUS_D) && !value.endsWith(".md5sums"))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    StatusFile.read(new LineReader(file.stream()), found);
  }
}
