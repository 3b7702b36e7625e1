package io.registrysidecar.inventory.haskell;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the file that GHC's package database has for each library ({@code package.conf.d}). */
public final class PackageConfDetector implements Detector {

  private static final Id ID = new Id("haskell", 1);
  private static final String DIRECTORY = "package.conf.d/";
  private static final Set<String> WANTED = Set.of("name", "version", "license");
  private static final int LONGEST = 512;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(".conf")
            && value.startsWith(DIRECTORY, value.lastIndexOf('/') + 1 - DIRECTORY.length())
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    LineReader lines = new LineReader(file.stream());
    Map<String, String> fields = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.length() <= LONGEST && WANTED.contains(line.substring(0, colon))) {
        String value = line.substring(colon + 1).strip();
        if (!value.isEmpty()) {
          fields.putIfAbsent(line.substring(0, colon), value);
        }
      }
    }
    String name = fields.get("name");
    String version = fields.get("version");
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "name" : "version"));
    }
    String license = fields.get("license");
    found.found(
        PackageFact.of("hackage", null, name, version)
            .licensed(license == null ? List.of() : List.of(license)));
  }
}
