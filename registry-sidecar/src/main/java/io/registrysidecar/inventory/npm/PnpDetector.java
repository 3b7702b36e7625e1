package io.registrysidecar.inventory.npm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.inventory.maven.SmallEntries;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what Yarn installs without {@code node_modules} (Plug'n'Play): the list that Node.js
 * resolves packages by ({@code .pnp.cjs}, formerly {@code .pnp.js}, or {@code .pnp.data.json}) and
 * the zip files in {@code .yarn/cache} or {@code .yarn/berry/cache} that it runs them from, which
 * know their licences. Of workspaces the list says where they are. The lists of Yarn 1 are not
 * read.
 */
public final class PnpDetector implements Detector {

  private static final Id ID = new Id("yarn-pnp", 2);
  private static final int LARGEST = 8 << 20;
  private static final String DATA = ".pnp.data.json";

  /** {@code undici-npm-5.15.0-e705a2d41f-833be1e217.zip}. */
  private static final Pattern CACHED =
      Pattern.compile("(?:.*/)?\\.yarn/(?:berry/)?cache/[^/]+-npm-[^/]+\\.zip");

  private static final Pattern MANIFEST =
      Pattern.compile("node_modules/(?:@[^/]+/)?[^/@]+/package\\.json");

  private final ArchiveLimits limits;

  /** Reads zip files within {@code limits}. */
  public PnpDetector(ArchiveLimits limits) {
    this.limits = limits;
  }

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    if (value.endsWith(".zip")) {
      return value.contains(".yarn/") && CACHED.matcher(value).matches()
          ? Want.RANDOM_ACCESS
          : Want.NOTHING;
    }
    return isCalled(value, ".pnp.cjs") || isCalled(value, ".pnp.js") || isCalled(value, DATA)
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    String path = file.path().value();
    if (path.endsWith(".zip")) {
      Map<String, byte[]> manifests =
          SmallEntries.read(file, limits, each -> MANIFEST.matcher(each).matches(), LARGEST, found);
      for (Map.Entry<String, byte[]> manifest : manifests.entrySet()) {
        PackageFact fact = PackageJson.read(manifest.getValue());
        if (fact != null) {
          found.found(fact, manifest.getKey());
        }
      }
    } else if (path.endsWith(DATA)) {
      BoundedJson.read(
          file.stream(), parser -> PnpRegistry.tell(parser, file.path().parent(), found));
    } else {
      PnpState state = PnpState.in(file.stream());
      if (state != null) {
        BoundedJson.read(state, parser -> PnpRegistry.tell(parser, file.path().parent(), found));
      }
    }
  }

  private static boolean isCalled(String path, String name) {
    int start = path.length() - name.length();
    return path.endsWith(name) && (start == 0 || path.charAt(start - 1) == '/');
  }
}
