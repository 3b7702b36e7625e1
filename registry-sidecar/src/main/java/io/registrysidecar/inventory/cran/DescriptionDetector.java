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
 * site-library/name}, or another directory of that ending. The libraries of users and of renv have
 * directories between ({@code library/4.2/name}), and those of renv lead to its cache, so that what
 * is called so elsewhere is looked at, too.
 */
public final class DescriptionDetector implements Detector {

  private static final Id ID = new Id("r", 2);
  private static final String FILE = "/DESCRIPTION";
  private static final long LARGEST = 4 << 20;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(FILE) && size <= LARGEST ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    String path = file.path().value();
    int end = path.length() - FILE.length();
    String directory = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    Description.tell(new LineReader(file.stream()), directory, isInLibrary(path), found);
  }

  private static boolean isInLibrary(String path) {
    int nameStart = path.lastIndexOf('/', path.length() - FILE.length() - 1);
    return nameStart > 0 && path.startsWith("library", nameStart - "library".length());
  }
}
