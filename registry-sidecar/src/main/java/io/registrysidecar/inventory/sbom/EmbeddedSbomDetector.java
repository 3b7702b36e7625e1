package io.registrysidecar.inventory.sbom;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Claims;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.List;

/**
 * Reads bills of materials that an image brings along, by the names that the specifications of
 * CycloneDX and SPDX recommend. What they list is compared with what is found.
 */
public final class EmbeddedSbomDetector implements Detector {

  private static final Id ID = new Id(Claims.BILLS, 2);
  private static final int LARGEST = 32 << 20;

  private static final List<String> ENDINGS =
      List.of(
          ".cdx.json",
          ".cdx.xml",
          ".cyclonedx.json",
          ".cyclonedx.xml",
          ".spdx.json",
          ".spdx",
          ".syft.json",
          "/bom.json",
          "/bom.xml",
          "/sbom.json");

  /** Where Python distributions have theirs (PEP 770), whatever they are called. */
  private static final String OF_PYTHON = ".dist-info/sboms/";

  /** Says what the list beside it says, which has a detector of its own. */
  private static final String VENDORED = "/_vendor/bom.cdx.json";

  /** Has a detector of its own. */
  private static final String BITNAMI = "opt/bitnami/";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    if (value.startsWith(BITNAMI) || value.endsWith(VENDORED)) {
      return Want.NOTHING;
    }
    if (value.contains(OF_PYTHON)) {
      return Want.STREAM;
    }
    for (String ending : ENDINGS) {
      if (value.endsWith(ending)) {
        return Want.STREAM;
      }
    }
    return Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    byte[] document = file.bytes(LARGEST);
    try {
      SbomFacts.read(document).forEach(found::found);
    } catch (MalformedSbom e) {
      found.incomplete(
          "sbom-unread",
          "it is called like a bill of materials, but cannot be read as one: " + e.getMessage());
    }
  }
}
