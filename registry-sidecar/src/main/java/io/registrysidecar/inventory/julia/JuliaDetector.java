package io.registrysidecar.inventory.julia;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Project.toml} of each package that Julia's package manager installed, below
 * {@code packages/NAME/SLUG} of a depot.
 */
public final class JuliaDetector implements Detector {

  private static final Id ID = new Id("julia", 1);
  private static final String FILE = "/Project.toml";

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(name|version)\\s*=\\s*\"([^\"\\s]{1,128}+)\".*");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    if (!value.endsWith(FILE)) {
      return Want.NOTHING;
    }
    int slug = value.lastIndexOf('/', value.length() - FILE.length() - 1);
    int name = value.lastIndexOf('/', slug - 1);
    return slug > 0 && name > 0 && value.startsWith("packages", name - "packages".length())
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    LineReader lines = new LineReader(file.stream());
    @Nullable String name = null;
    @Nullable String version = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("[")) {
        break;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches() && assignment.group(1).equals("name")) {
        name = assignment.group(2);
      } else if (assignment.matches()) {
        version = assignment.group(2);
      }
    }
    if (name != null && version != null) {
      found.found(PackageFact.of("julia", null, name, version));
    }
  }
}
