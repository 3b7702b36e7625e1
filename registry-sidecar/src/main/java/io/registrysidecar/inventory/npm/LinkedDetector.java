package io.registrysidecar.inventory.npm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Claims;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads each {@code package.json} outside of {@code node_modules}. Whether it is of a package that
 * is installed is told by a link in {@code node_modules} that leads to it: the managers of packages
 * link what a workspace has of its own, what a dependency names by a path ({@code file:…}, {@code
 * link:…}), and a directory that was installed globally. A workspace that nothing needs is told by
 * its own links, into the store of the directory around it.
 */
public final class LinkedDetector implements Detector {

  private static final Id ID = new Id(Claims.LINKED, 1);
  private static final String MODULES = "node_modules/";

  /** Where pnpm, Yarn and Bun keep packages, within {@code node_modules}, to which they link. */
  private static final List<String> STORES = List.of(".pnpm/", ".store/", ".bun/");

  private static final String FILE = "package.json";
  private static final int LARGEST = 8 << 20;

  /** The longest that Linux follows. */
  private static final int LONGEST = 4096;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return isManifest(value) && !isAmongModules(value) && !NpmDetector.isInstalled(value)
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    PackageFact fact = PackageJson.read(file.bytes(LARGEST));
    if (fact != null) {
      found.found(fact);
    }
  }

  @Override
  public @Nullable TarPath leadsTo(TarPath link, String target) {
    if (target.length() > LONGEST
        || !isAmongModules(link.value())
        || !NpmDetector.isInstalled(link.value() + "/" + FILE)) {
      return null;
    }
    TarPath directory =
        TarPath.of(target.startsWith("/") ? target : link.parent().value() + "/" + target);
    return isAmongModules(directory.value() + "/")
        ? member(link.value(), directory.value())
        : directory;
  }

  /**
   * What has the link, where this is in a directory with a store and the link leads into the store:
   * then it is a workspace, though nothing may need it.
   */
  private static @Nullable TarPath member(String link, String target) {
    String member = link.substring(0, outermost(link));
    int modules = outermost(target);
    String around = target.substring(0, modules);
    return member.length() > around.length()
            && member.startsWith(around)
            && STORES.stream().anyMatch(each -> target.startsWith(each, modules + MODULES.length()))
        ? TarPath.of(member)
        : null;
  }

  /** Where the first {@code node_modules} of {@code path} begins. */
  private static int outermost(String path) {
    return path.startsWith(MODULES) ? 0 : path.indexOf("/" + MODULES) + 1;
  }

  private static boolean isManifest(String path) {
    int start = path.length() - FILE.length();
    return path.endsWith(FILE) && (start == 0 || path.charAt(start - 1) == '/');
  }

  private static boolean isAmongModules(String path) {
    return path.startsWith(MODULES) || path.contains("/" + MODULES);
  }
}
