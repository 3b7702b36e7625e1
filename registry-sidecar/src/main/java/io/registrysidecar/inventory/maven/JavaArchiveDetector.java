package io.registrysidecar.inventory.maven;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/** Reads Java archives and the archives within them, by their central directories. */
public final class JavaArchiveDetector implements Detector {

  private static final Id ID = new Id("java", 3);

  private final ArchiveLimits limits;

  /** Reads archives within {@code limits}. */
  public JavaArchiveDetector(ArchiveLimits limits) {
    this.limits = limits;
  }

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return JarName.isArchive(path.value()) ? Want.RANDOM_ACCESS : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    new ArchiveWalk(file, found, limits).read();
  }
}
