package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says about itself, and about those that were merged into it.
 *
 * <p>Maven leaves {@code pom.properties} and {@code pom.xml} of the archive, and of every other
 * whose content it was made of. Only where there is none, the manifest and the file name are asked.
 * Where they do not tell a group, the packages of the classes are; and where these do not either,
 * it is taken to be called like the artifact: that was the custom at the time from which most
 * archives are that tell nothing.
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

  private final ClassPackages packages = new ClassPackages();

  private @Nullable JarManifest manifest;

  /** Whether the entry at {@code path} is needed; every path is to be shown. */
  boolean wants(String path) {
    return isMetadata(path) || packages.see(path);
  }

  private static boolean isMetadata(String path) {
    return path.equals(MANIFEST)
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
      byDirectory.values().stream().distinct().forEach(each -> tell(each, found, inner));
      return;
    }
    if (manifest != null && manifest.isOfRuntime()) {
      return;
    }
    Coordinates coordinates = manifest == null ? null : manifest.coordinates(name);
    if (coordinates == null) {
      coordinates = Coordinates.of(group(name, entries, content), name.artifact(), version(name));
    }
    if (coordinates != null) {
      tell(coordinates, found, inner);
    }
  }

  private String group(JarName name, List<ZipEntry> entries, ZipContent content)
      throws IOException {
    String group = KnownGroups.of(name.artifact());
    if (group == null && manifest != null) {
      group = manifest.group(name.artifact());
    }
    if (group == null) {
      group = packages.group(name.artifact(), entries, content);
    }
    return group == null ? name.artifact() : group;
  }

  private @Nullable String version(JarName name) {
    return name.version() != null || manifest == null ? name.version() : manifest.version();
  }

  private static void tell(Coordinates coordinates, EvidenceSink found, String inner) {
    if (inner.isEmpty()) {
      found.found(coordinates.fact());
    } else {
      found.found(coordinates.fact(), inner);
    }
  }

  private void read(ZipEntry entry, ZipContent content) throws IOException, MalformedEvidence {
    String path = entry.name();
    if (path.equals(MANIFEST)) {
      byte[] bytes = content.bytes(entry, LARGEST_MANIFEST);
      manifest = bytes == null ? null : JarManifest.read(bytes);
    } else if (path.endsWith(PROPERTIES)) {
      byte[] bytes = content.bytes(entry, LARGEST_PROPERTIES);
      put(path, bytes == null ? null : PomProperties.read(bytes, path), true);
    } else if (path.endsWith(POM)) {
      byte[] bytes = content.bytes(entry, LARGEST_POM);
      put(path, bytes == null ? null : PomXml.read(bytes), false);
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
