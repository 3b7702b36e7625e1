package io.registrysidecar.inventory.conda;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/** Reads the file that conda keeps in {@code conda-meta} for each package of an environment. */
public final class CondaDetector implements Detector {

  private static final Id ID = new Id("conda", 2);
  private static final String DIRECTORY = "conda-meta/";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.lastIndexOf('/') + 1 - DIRECTORY.length();
    return value.endsWith(".json")
            && start >= 0
            && value.startsWith(DIRECTORY, start)
            && (start == 0 || value.charAt(start - 1) == '/')
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    PackageRecord record = new PackageRecord();
    BoundedJson.read(file.stream(), parser -> BoundedJson.members(parser, record::member));
    found.found(record.fact());
  }
}
