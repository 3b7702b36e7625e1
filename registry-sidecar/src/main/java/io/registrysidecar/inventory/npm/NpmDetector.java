package io.registrysidecar.inventory.npm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads the {@code package.json} of each package in a {@code node_modules} directory, or in one of
 * those that distributions have for packages of their own ({@code usr/share/nodejs}, {@code
 * usr/lib/nodejs}, {@code usr/lib/x86_64-linux-gnu/nodejs}), or in the caches from which Deno
 * ({@code npm/HOST/NAME/VERSION}) and Bun ({@code install/cache/NAME@VERSION}) run packages, or
 * where Yarn's linker of the name {@code pnpm} keeps them. Those deeper in a package, such as its
 * test data, describe nothing that is installed.
 */
public final class NpmDetector implements Detector {

  private static final Id ID = new Id("npm", 5);
  private static final String MODULES = "node_modules";
  private static final String OF_DISTRIBUTION = "nodejs";
  private static final String OLD_NPM = "usr/share/npm";
  private static final String BUN = "install/cache/";
  private static final String DENO = "npm/";
  private static final String YARN = "node_modules/.store/";
  private static final String YARN_PACKAGE = "/package/package.json";

  private static final Pattern CACHED =
      Pattern.compile(
          "(?:.*/)?(?:install/cache/(?:@[^/]+/)?[^/@]+@[^/]+"
              + "|npm/[^/]*\\.[^/]*/(?:@[^/]+/)?[^/@]+/[0-9][^/]*)/package\\.json");

  private static final String FILE = "/package.json";
  private static final int LARGEST = 8 << 20;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(FILE) && isInstalled(path.value()) ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    PackageFact fact = PackageJson.read(file.bytes(LARGEST));
    if (fact != null) {
      found.found(fact);
    }
  }

  /**
   * Whether {@code path} is {@code …/node_modules/name/…} or {@code …/node_modules/@scope/name/…}.
   */
  public static boolean isInstalled(String path) {
    int nameEnd = path.length() - FILE.length();
    int nameStart = path.lastIndexOf('/', nameEnd - 1);
    int parentEnd = nameStart;
    int parentStart = path.lastIndexOf('/', parentEnd - 1) + 1;
    if (parentEnd > parentStart && path.charAt(parentStart) == '@') {
      parentEnd = parentStart - 1;
      parentStart = path.lastIndexOf('/', parentEnd - 1) + 1;
    }
    return isAt(path, parentStart, parentEnd, MODULES)
        || (isAt(path, parentStart, parentEnd, OF_DISTRIBUTION)
            && isOfDistribution(path, parentStart))
        || isAt(path, 0, nameEnd, OLD_NPM)
        || isCached(path)
        || isStored(path);
  }

  /** {@code node_modules/.store/NAME-npm-VERSION-HASH/package}, to which Yarn then links. */
  private static boolean isStored(String path) {
    int store = path.indexOf(YARN);
    return store >= 0
        && path.endsWith(YARN_PACKAGE)
        && path.indexOf('/', store + YARN.length()) == path.length() - YARN_PACKAGE.length();
  }

  private static boolean isCached(String path) {
    return (path.contains(BUN) || path.contains(DENO)) && CACHED.matcher(path).matches();
  }

  /** Whether the directory at {@code start} is in {@code usr/share}, {@code usr/lib} or below. */
  private static boolean isOfDistribution(String path, int start) {
    if (path.startsWith("usr/share/")) {
      return start == "usr/share/".length();
    }
    return path.startsWith("usr/lib/") && path.indexOf('/', "usr/lib/".length()) >= start - 1;
  }

  private static boolean isAt(String path, int start, int end, String name) {
    return end - start == name.length() && path.startsWith(name, start);
  }
}
