package io.registrysidecar.inventory.rubygems;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;

/**
 * Reads what RubyGems writes for each gem that it installs: {@code
 * specifications/name-1.0.gemspec}, and {@code specifications/default} for those that come with
 * Ruby. Bundler writes the same over the {@code .gemspec} of a gem that it takes from a repository
 * ({@code bundler/gems/name-1a2b3c4d5e6f}). A {@code .gemspec} elsewhere is the source of a gem and
 * installs nothing.
 */
public final class GemDetector implements Detector {

  private static final Id ID = new Id("rubygems", 3);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(".gemspec")
            && (isIn(value, "specifications") || isDefault(value) || isTaken(value))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    LineReader lines = new LineReader(file.stream());
    PackageFact fact =
        isTaken(file.path().value()) ? Gemspec.readGenerated(lines) : Gemspec.read(lines);
    if (fact != null) {
      found.found(fact);
    }
  }

  private static boolean isTaken(String path) {
    return path.contains("/bundler/gems/");
  }

  private static boolean isIn(String path, String directory) {
    return endsWith(path, path.lastIndexOf('/'), directory);
  }

  private static boolean isDefault(String path) {
    int end = path.lastIndexOf('/');
    return endsWith(path, end, "default")
        && endsWith(path, path.lastIndexOf('/', end - 1), "specifications");
  }

  /** Whether the segment of {@code path} that ends at {@code end} is {@code name}. */
  private static boolean endsWith(String path, int end, String name) {
    int start = end - name.length();
    return start >= 0
        && path.startsWith(name, start)
        && (start == 0 || path.charAt(start - 1) == '/');
  }
}
