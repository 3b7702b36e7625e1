package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says about itself, and about those that were merged into it.
 *
 * <p>Maven leaves {@code pom.properties} and {@code pom.xml} of the archive, and of every other
 * whose content it was made of. Only where there is none, it is told otherwise ({@link
 * UntoldName}), and how sure that is.
 */
final class JarMetadata {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String MAVEN = "META-INF/maven/";
  private static final String PROPERTIES = "/pom.properties";
  private static final String POM = "/pom.xml";
  private static final int LARGEST_MANIFEST = 16 << 20;
  private static final int LARGEST_PROPERTIES = 256 << 10;
  private static final int LARGEST_POM = 4 << 20;

  /** By the directory that holds the evidence, {@code META-INF/maven/group/artifact}. */
  private final SortedMap<String, Coordinates> byDirectory = new TreeMap<>();

  private final Map<String, Pom> poms = new HashMap<>();

  private final ClassPackages packages = new ClassPackages();

  private @Nullable JarManifest manifest;
  private @Nullable ModuleInfo module;

  /** Whether the entry at {@code path} is needed; every path is to be shown. */
  boolean wants(String path) {
    return isMetadata(path) || packages.see(path);
  }

  private static boolean isMetadata(String path) {
    return path.equals(MANIFEST)
        || path.equals(ModuleInfo.FILE)
        || (path.startsWith(MAVEN) && (path.endsWith(PROPERTIES) || path.endsWith(POM)));
  }

  /** Reads the metadata among {@code entries}; what is broken is told to {@code found}. */
  void read(List<ZipEntry> entries, ZipContent content, EvidenceSink found, String inner)
      throws IOException {
    for (ZipEntry entry : entries) {
      try {
        read(entry, content);
      } catch (MalformedEvidence e) {
        String where = inner.isEmpty() ? "" : inner + ": ";
        found.incomplete("archive-malformed", where + entry.name() + ": " + e.getMessage());
      }
    }
  }

  /** Tells what the archive called {@code name} is, and what is merged into it. */
  void tell(
      JarName name, List<ZipEntry> entries, ZipContent content, EvidenceSink found, String inner)
      throws IOException {
    if (!byDirectory.isEmpty()) {
      Map<Coordinates, List<String>> distinct = new LinkedHashMap<>();
      byDirectory.forEach((directory, each) ->
          distinct.merge(each, licenses(directory), (one, other) -> one.isEmpty() ? other : one));
      distinct.forEach((each, licenses) -> tell(each.fact(licenses), found, inner));
      return;
    }
    if (manifest != null && manifest.isOfRuntime()) {
      return;
    }
    UntoldName untold = UntoldName.of(name, manifest, module, packages, entries, content);
    if (untold != null) {
      List<String> licenses = manifest == null ? List.of() : manifest.licenses();
      tell(untold.coordinates().fact(licenses).told(untold.identification()), found, inner);
    }
  }

  /**
   * The project's own licences, else its parent's, else those that the manifest has: it is that of
   * one project, so that it does not count where several were merged.
   */
  private List<String> licenses(String directory) {
    Pom pom = poms.get(directory);
    if (pom != null) {
      Pom parent = pom.parentDirectory() == null ? null : poms.get(pom.parentDirectory());
      for (List<String> stated :
          List.of(
              pom.licenses(),
              parent == null ? List.<String>of() : parent.licenses(),
              pom.inherited())) {
        if (!stated.isEmpty()) {
          return stated;
        }
      }
    }
    return byDirectory.size() == 1 && manifest != null ? manifest.licenses() : List.of();
  }

  private static void tell(PackageFact fact, EvidenceSink found, String inner) {
    if (inner.isEmpty()) {
      found.found(fact);
    } else {
      found.found(fact, inner);
    }
  }

  private void read(ZipEntry entry, ZipContent content) throws IOException, MalformedEvidence {
    String path = entry.name();
    if (path.equals(MANIFEST)) {
      byte[] bytes = content.bytes(entry, LARGEST_MANIFEST);
      manifest = bytes == null ? null : JarManifest.read(bytes);
    } else if (path.equals(ModuleInfo.FILE)) {
      byte[] bytes = content.bytes(entry, ModuleInfo.LARGEST);
      module = bytes == null ? null : ModuleInfo.read(bytes);
    } else if (path.endsWith(PROPERTIES)) {
      byte[] bytes = content.bytes(entry, LARGEST_PROPERTIES);
      put(path, bytes == null ? null : PomProperties.read(bytes, path), true);
    } else if (path.endsWith(POM)) {
      byte[] bytes = content.bytes(entry, LARGEST_POM);
      Pom pom = bytes == null ? null : PomXml.read(bytes);
      if (pom != null) {
        poms.put(path.substring(0, path.lastIndexOf('/')), pom);
        put(path, pom.coordinates(), false);
      }
    }
  }

  private void put(String path, @Nullable Coordinates coordinates, boolean certain) {
    if (coordinates != null) {
      String directory = path.substring(0, path.lastIndexOf('/'));
      if (certain) {
        byDirectory.put(directory, coordinates);
      } else {
        byDirectory.putIfAbsent(directory, coordinates);
      }
    }
  }
}
