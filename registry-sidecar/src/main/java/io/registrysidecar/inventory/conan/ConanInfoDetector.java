package io.registrysidecar.inventory.conan;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code conaninfo.txt} that is in every package of Conan. What it is about only its
 * place tells: {@code data/NAME/VERSION/USER/CHANNEL/package/ID} in the cache of Conan 1, {@code
 * full_deploy/host/NAME/VERSION} where Conan 2 has deployed packages. The cache of Conan 2 has them
 * under hashes ({@link ConanCacheDetector}).
 */
public final class ConanInfoDetector implements Detector {

  private static final Id ID = new Id("conan", 1);
  private static final String FILE = "/conaninfo.txt";
  private static final long LARGEST = 1 << 20;
  private static final int MOST = 500;

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:.*/)?(?:data/(?<name>[\\w.+-]+)/(?<version>[\\w.+-]+)/[^/]+/[^/]+/package/[0-9a-f]+"
              + "|full_deploy/(?:host|build)/(?<deployed>[\\w.+-]+)/(?<of>[\\w.+-]+)(?:/[\\w.-]+){0,2})"
              + FILE);

  private static final Pattern REQUIRED = Pattern.compile("([\\w.+-]+)/.*");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(FILE) && size <= LARGEST && PLACE.matcher(path.value()).matches()
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    Matcher place = PLACE.matcher(file.path().value());
    if (!place.matches()) {
      throw new IllegalArgumentException("not asked for: " + file.path());
    }
    boolean cached = place.group("name") != null;
    found.found(
        PackageFact.of(
                "conan",
                null,
                place.group(cached ? "name" : "deployed"),
                place.group(cached ? "version" : "of"))
            .with(Relations.needing(required(new LineReader(file.stream())))));
  }

  /** The names in the section {@code [requires]}. */
  private static List<String> required(LineReader lines) throws IOException {
    List<String> names = new ArrayList<>();
    boolean inside = false;
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = line.strip();
      if (text.startsWith("[")) {
        inside = text.equals("[requires]");
      } else if (inside && names.size() < MOST) {
        Matcher required = REQUIRED.matcher(text);
        if (required.matches()) {
          names.add(required.group(1));
        }
      }
    }
    return names;
  }
}
