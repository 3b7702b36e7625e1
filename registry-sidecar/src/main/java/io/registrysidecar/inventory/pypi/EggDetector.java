package io.registrysidecar.inventory.pypi;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.inventory.maven.SmallEntries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Reads eggs that were installed as the zip files that they are: {@code x.egg}, with the metadata
 * in {@code EGG-INFO/PKG-INFO}.
 */
public final class EggDetector implements Detector {

  private static final Id ID = new Id("python-egg", 1);
  private static final String METADATA = "EGG-INFO/PKG-INFO";
  private static final int LARGEST = 4 << 20;

  private final ArchiveLimits limits;

  /** Reads eggs within {@code limits}. */
  public EggDetector(ArchiveLimits limits) {
    this.limits = limits;
  }

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(".egg") ? Want.RANDOM_ACCESS : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Map<String, byte[]> metadata =
        SmallEntries.read(file, limits, METADATA::equals, LARGEST, found);
    for (Map.Entry<String, byte[]> each : metadata.entrySet()) {
      found.found(
          CoreMetadata.read(new LineReader(new ByteArrayInputStream(each.getValue()))),
          each.getKey());
    }
  }
}
