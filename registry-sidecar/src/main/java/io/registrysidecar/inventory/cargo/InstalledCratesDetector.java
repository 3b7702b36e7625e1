package io.registrysidecar.inventory.cargo;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Claims;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .crates2.json}, in which {@code cargo install} writes down the crates whose programs
 * it has put into {@code bin} beside it. What these were built with only the programs themselves
 * know, if they were built so that they do.
 */
public final class InstalledCratesDetector implements Detector {

  private static final Id ID = new Id(Claims.CRATES, 1);
  private static final String FILE = ".crates2.json";
  private static final int MOST = 5000;

  /** {@code hexyl 0.14.0 (registry+https://…)}. */
  private static final Pattern CRATE =
      Pattern.compile("([\\w-]{1,128}+) ([0-9][\\w.+-]{0,127}+)(?: \\(.*\\))?");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.length() - FILE.length();
    return value.endsWith(FILE) && (start == 0 || value.charAt(start - 1) == '/')
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    int[] count = {0};
    BoundedJson.read(
        file.stream(),
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  if (key.equals("installs")) {
                    BoundedJson.members(
                        value,
                        (id, _) -> {
                          Matcher crate = CRATE.matcher(id);
                          if (id.length() <= 1024 && crate.matches() && count[0]++ < MOST) {
                            found.found(
                                PackageFact.of("cargo", null, crate.group(1), crate.group(2)),
                                crate.group(1));
                          }
                        });
                  }
                }));
  }
}
