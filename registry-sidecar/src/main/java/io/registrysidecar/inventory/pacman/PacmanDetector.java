package io.registrysidecar.inventory.pacman;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.SourcePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads pacman's database: a directory for each package, whose file {@code desc} has a field's name
 * between percent signs in one line, its values in the next ones, and an empty line.
 */
public final class PacmanDetector implements Detector {

  private static final Id ID = new Id("pacman", 1);
  private static final String LOCAL = "var/lib/pacman/local/";
  private static final Set<String> FIELDS =
      Set.of("%NAME%", "%VERSION%", "%BASE%", "%ARCH%", "%PACKAGER%", "%LICENSE%");
  private static final int MOST_LICENSES = 100;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.startsWith(LOCAL) && value.endsWith("/desc") ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Map<String, List<String>> fields = fields(new LineReader(file.stream()));
    String name = first(fields, "%NAME%");
    String version = first(fields, "%VERSION%");
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "%NAME%" : "%VERSION%"));
    }
    String base = first(fields, "%BASE%");
    found.found(
        PackageFact.of("alpm", null, name, version)
            .ofArchitecture(first(fields, "%ARCH%"))
            .builtFrom(new SourcePackage(base == null ? name : base, version))
            .maintainedBy(first(fields, "%PACKAGER%"))
            .licensed(fields.getOrDefault("%LICENSE%", List.of())));
  }

  private static Map<String, List<String>> fields(LineReader lines) throws IOException {
    Map<String, List<String>> fields = new HashMap<>();
    List<String> values = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        values = null;
      } else if (values == null) {
        values = new ArrayList<>();
        if (FIELDS.contains(line)) {
          fields.putIfAbsent(line, values);
        }
      } else if (values.size() < MOST_LICENSES) {
        values.add(line.strip());
      }
    }
    return fields;
  }

  private static @Nullable String first(Map<String, List<String>> fields, String field) {
    return fields.getOrDefault(field, List.of()).stream().findFirst().orElse(null);
  }
}
