package io.registrysidecar.inventory.npm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;

/**
 * Reads the {@code package.json} of each package in a {@code node_modules} directory. Those deeper
 * in a package, such as its test data, describe nothing that is installed.
 */
public final class NpmDetector implements Detector {

  private static final Id ID = new Id("npm", 1);
  private static final String MODULES = "node_modules";
  private static final String FILE = "/package.json";
  private static final int LARGEST = 8 << 20;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(FILE) && isInstalled(path.value()) ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    PackageFact fact = PackageJson.read(file.bytes(LARGEST));
    if (fact != null) {
      found.found(fact);
    }
  }

  /**
   * Whether {@code path} is {@code …/node_modules/name/…} or {@code …/node_modules/@scope/name/…}.
   */
  private static boolean isInstalled(String path) {
    int nameEnd = path.length() - FILE.length();
    int nameStart = path.lastIndexOf('/', nameEnd - 1);
    int parentEnd = nameStart;
    int parentStart = path.lastIndexOf('/', parentEnd - 1) + 1;
    if (parentEnd > parentStart && path.charAt(parentStart) == '@') {
      parentEnd = parentStart - 1;
      parentStart = path.lastIndexOf('/', parentEnd - 1) + 1;
    }
    return parentEnd - parentStart == MODULES.length() && path.startsWith(MODULES, parentStart);
  }
}
