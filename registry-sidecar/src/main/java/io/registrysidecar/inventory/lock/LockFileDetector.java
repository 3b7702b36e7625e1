package io.registrysidecar.inventory.lock;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Claims;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lock files of ecosystems whose builds leave nothing else that says what went into them.
 * What they list counts only where nothing of the same ecosystem is found to be installed.
 */
public final class LockFileDetector implements Detector {

  private static final Id ID = new Id(Claims.LOCK_FILES, 3);

  private static final List<LockFormat> FORMATS =
      List.of(
          new CargoLock(),
          new PubspecLock(),
          new MixLock(),
          new PackageResolved(),
          new ConanLock(),
          new DenoLock(),
          new BunLock(),
          new BunBinaryLock(),
          new JuliaManifest(),
          new HaskellLock("cabal.project.freeze"),
          new HaskellLock("stack.yaml.lock"));

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return formatOf(path.value()) == null ? Want.NOTHING : Want.STREAM;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    LockFormat format = formatOf(file.path().value());
    if (format == null) {
      throw new IllegalArgumentException("not asked for: " + file.path());
    }
    format.read(file.stream(), found);
  }

  private static @Nullable LockFormat formatOf(String path) {
    int start = path.lastIndexOf('/') + 1;
    for (LockFormat format : FORMATS) {
      String name = format.fileName();
      if (path.length() - start == name.length() && path.endsWith(name)) {
        return format;
      }
    }
    return null;
  }
}
