package io.registrysidecar.inventory.rubygems;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;

/**
 * Reads what RubyGems writes for each gem that it installs: {@code
 * specifications/name-1.0.gemspec}, and {@code specifications/default} for those that come with
 * Ruby. A {@code .gemspec} elsewhere is the source of a gem and installs nothing.
 */
public final class GemDetector implements Detector {

  private static final Id ID = new Id("rubygems", 2);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return value.endsWith(".gemspec") && (isIn(value, "specifications") || isDefault(value))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    found.found(Gemspec.read(new LineReader(file.stream())));
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
