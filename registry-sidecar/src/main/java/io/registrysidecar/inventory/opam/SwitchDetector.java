package io.registrysidecar.inventory.opam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what opam keeps of each package that is installed in a switch: {@code
 * .opam-switch/packages/NAME.VERSION/opam}. Names have no dots, versions may.
 */
public final class SwitchDetector implements Detector {

  private static final Id ID = new Id("opam", 1);
  private static final String FILE = "/opam";
  private static final String DIRECTORY = ".opam-switch/packages/";
  private static final int LARGEST = 1 << 20;

  private static final Pattern INSTALLED =
      Pattern.compile(
          "(?:.*/)?\\.opam-switch/packages/([A-Za-z0-9_+-]{1,128}+)\\.([^/]{1,128})/opam");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(FILE) && value.contains(DIRECTORY) && INSTALLED.matcher(value).matches()
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Matcher installed = INSTALLED.matcher(file.path().value());
    if (!installed.matches()) {
      throw new IllegalArgumentException("not asked for: " + file.path());
    }
    OpamFile opam = OpamFile.read(new String(file.bytes(LARGEST), UTF_8));
    found.found(
        PackageFact.of("opam", null, installed.group(1), installed.group(2))
            .licensed(opam.licenses())
            .with(Relations.needing(opam.needs())));
  }
}
