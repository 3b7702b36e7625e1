package io.registrysidecar.inventory.haskell;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.List;

/**
 * Reads the file that a package database of GHC has for each library: the distribution's and GHC's
 * own ({@code package.conf.d}), the store of cabal ({@code package.db}) and the snapshots of stack
 * ({@code pkgdb}).
 */
public final class PackageConfDetector implements Detector {

  private static final Id ID = new Id("haskell", 2);
  private static final List<String> DIRECTORIES = List.of("package.conf.d", "package.db", "pkgdb");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(".conf") && isInDatabase(value) ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    found.found(PackageConf.read(new LineReader(file.stream())));
  }

  private static boolean isInDatabase(String path) {
    int end = path.lastIndexOf('/');
    for (String directory : DIRECTORIES) {
      int start = end - directory.length();
      if (start >= 0
          && path.startsWith(directory, start)
          && (start == 0 || path.charAt(start - 1) == '/')) {
        return true;
      }
    }
    return false;
  }
}
