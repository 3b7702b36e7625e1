package io.registrysidecar.inventory.cran;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/**
 * Reads the {@code DESCRIPTION} of each package in a library of R: {@code library/name}, {@code
 * site-library/name}, or another directory of that ending.
 */
public final class DescriptionDetector implements Detector {

  private static final Id ID = new Id("r", 1);
  private static final String FILE = "/DESCRIPTION";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(FILE) && isInLibrary(path.value()) ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Description.tell(new LineReader(file.stream()), found);
  }

  private static boolean isInLibrary(String path) {
    int nameStart = path.lastIndexOf('/', path.length() - FILE.length() - 1);
    return nameStart > 0 && path.startsWith("library", nameStart - "library".length());
  }
}
