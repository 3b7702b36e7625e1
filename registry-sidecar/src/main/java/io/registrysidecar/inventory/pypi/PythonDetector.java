package io.registrysidecar.inventory.pypi;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/**
 * Reads the metadata of installed Python distributions: {@code x.dist-info/METADATA}, {@code
 * x.egg-info/PKG-INFO}, {@code EGG-INFO/PKG-INFO} in an unpacked egg, and {@code x.egg-info} where
 * it is a file.
 */
public final class PythonDetector implements Detector {

  private static final Id ID = new Id("python", 3);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(".dist-info/METADATA")
            || value.endsWith(".egg-info/PKG-INFO")
            || value.endsWith("/EGG-INFO/PKG-INFO")
            || value.endsWith(".egg-info")
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    found.found(CoreMetadata.read(new LineReader(file.stream())));
  }
}
