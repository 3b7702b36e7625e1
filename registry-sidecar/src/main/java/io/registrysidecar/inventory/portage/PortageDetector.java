package io.registrysidecar.inventory.portage;

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

/**
 * Reads Portage's database: {@code var/db/pkg/<category>/<name>-<version>/}, one directory for each
 * package. Its file {@code PF} repeats name and version (PMS, "Version Specifications").
 */
public final class PortageDetector implements Detector {

  private static final Id ID = new Id("portage", 1);

  private static final Pattern PLACE = Pattern.compile("var/db/pkg/(?<category>[^/]+)/[^/]+/PF");

  private static final Pattern NAME_AND_VERSION =
      Pattern.compile(
          "(?<name>[A-Za-z0-9+_][A-Za-z0-9+_-]*?)-(?<version>[0-9]++(?:\\.[0-9]++)*+[a-z]?"
              + "(?:_(?:alpha|beta|pre|rc|p)[0-9]*+)*+(?:-r[0-9]++)?+)");

  private static final int LONGEST = 256;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.startsWith("var/db/pkg/") && value.endsWith("/PF") ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Matcher place = PLACE.matcher(file.path().value());
    String line = new LineReader(file.stream()).next();
    if (!place.matches() || line == null || line.length() > LONGEST) {
      throw new MalformedEvidence("it does not name a package of a category");
    }
    Matcher words = NAME_AND_VERSION.matcher(line.strip());
    if (!words.matches()) {
      throw new MalformedEvidence("\"" + line.strip() + "\" is no name and version");
    }
    found.found(
        PackageFact.of(
            "ebuild", place.group("category"), words.group("name"), words.group("version")));
  }
}
