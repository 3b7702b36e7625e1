package io.registrysidecar.inventory.bitnami;

import com.fasterxml.jackson.core.JsonParser;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.sbom.MalformedSbom;
import io.registrysidecar.inventory.sbom.SbomFacts;
import java.io.IOException;

/**
 * Reads what Bitnami puts into its images, which have no package database for what they are made
 * for: a bill of materials for each component ({@code opt/bitnami/NAME/.spdx-NAME.spdx}) and,
 * formerly, a list of them ({@code opt/bitnami/.bitnami_components.json}).
 */
public final class BitnamiDetector implements Detector {

  private static final Id ID = new Id("bitnami", 1);
  private static final String DIRECTORY = "opt/bitnami/";
  private static final String LIST = "opt/bitnami/.bitnami_components.json";
  private static final int LARGEST = 16 << 20;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.startsWith(DIRECTORY)
            && (value.equals(LIST)
                || (value.endsWith(".spdx")
                    && value.startsWith(".spdx-", value.lastIndexOf('/') + 1)))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    if (file.path().value().equals(LIST)) {
      BoundedJson.read(
          file.stream(),
          parser ->
              BoundedJson.members(parser, (name, component) -> component(name, component, found)));
      return;
    }
    try {
      SbomFacts.read(file.bytes(LARGEST)).forEach(found::found);
    } catch (MalformedSbom e) {
      throw new MalformedEvidence("it is no bill of materials: " + e.getMessage(), e);
    }
  }

  private static void component(String name, JsonParser about, EvidenceSink found)
      throws IOException, MalformedEvidence {
    String[] stated = new String[2];
    BoundedJson.members(
        about,
        (key, value) -> {
          if (key.equals("version")) {
            stated[0] = BoundedJson.text(value);
          } else if (key.equals("arch")) {
            stated[1] = BoundedJson.text(value);
          }
        });
    if (stated[0] != null && !name.isBlank()) {
      found.found(PackageFact.of("bitnami", null, name, stated[0]).ofArchitecture(stated[1]));
    }
  }
}
