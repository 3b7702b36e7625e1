package io.registrysidecar.inventory.julia;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Project.toml} of each package that Julia's package manager installed, below
 * {@code packages/NAME/SLUG} of a depot.
 */
public final class JuliaDetector implements Detector {

  private static final Id ID = new Id("julia", 2);
  private static final String FILE = "/Project.toml";

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(name|uuid|version)\\s*=\\s*\"([^\"\\s]{1,128}+)\".*");

  private static final Pattern NEED = Pattern.compile("(\\w{1,128}+)\\s*=\\s*\".*");

  private static final int MOST = 2000;

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
    Map<String, String> stated = new HashMap<>();
    List<String> needs = new ArrayList<>();
    String table = "";
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher assignment = ASSIGNMENT.matcher(line);
      Matcher need = NEED.matcher(line);
      if (line.startsWith("[")) {
        table = line.strip();
      } else if (table.isEmpty() && assignment.matches()) {
        stated.putIfAbsent(assignment.group(1), assignment.group(2));
      } else if (table.equals("[deps]") && need.matches() && needs.size() < MOST) {
        needs.add(need.group(1));
      }
    }
    String name = stated.get("name");
    String version = stated.get("version");
    if (name != null && version != null) {
      String uuid = stated.get("uuid");
      found.found(
          PackageFact.of("julia", null, name, version)
              .with(Relations.needing(needs))
              .qualified(uuid == null ? Map.of() : Map.of("uuid", uuid)));
    }
  }
}
