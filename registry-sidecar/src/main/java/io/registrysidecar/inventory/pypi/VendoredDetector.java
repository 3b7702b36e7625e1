package io.registrysidecar.inventory.pypi;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code _vendor/vendor.txt}, in which Python packages such as pip write down which others
 * they carry within them.
 */
public final class VendoredDetector implements Detector {

  private static final Id ID = new Id("python-vendored", 2);

  private static final String CARRIED_IN_PART = "setuptools";

  private static final Pattern PINNED =
      Pattern.compile(
          "\\s{0,8}([A-Za-z0-9][\\w.-]{0,127}+)\\s{0,4}==\\s{0,4}([\\w.!+-]{1,128}+).*");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith("/_vendor/vendor.txt") ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    LineReader lines = new LineReader(file.stream());
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher pinned = PINNED.matcher(line);
      if (pinned.matches() && !pinned.group(1).equals(CARRIED_IN_PART)) {
        found.found(
            PackageFact.of("pypi", null, pinned.group(1), pinned.group(2)), pinned.group(1));
      }
    }
  }
}
