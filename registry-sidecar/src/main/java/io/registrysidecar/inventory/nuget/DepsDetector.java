package io.registrysidecar.inventory.nuget;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/**
 * Reads the {@code *.deps.json} that .NET leaves beside a program: the packages whose files it was
 * deployed with. The shared frameworks have one, too, which names the runtime.
 */
public final class DepsDetector implements Detector {

  private static final Id ID = new Id("dotnet-deps", 2);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(".deps.json") ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    DepsFile.read(file.stream(), found);
  }
}
