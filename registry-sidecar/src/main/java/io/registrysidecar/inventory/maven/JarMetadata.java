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
 * Where they do not tell a group, it is taken to be called like the artifact: that was the custom
 * at the time from which most archives are that tell nothing.
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

  private @Nullable JarManifest manifest;

  private JarMetadata() {}

  static boolean isMetadata(String path) {
    return path.equals(MANIFEST)
        || (path.startsWith(MAVEN) && (path.endsWith(PROPERTIES) || path.endsWith(POM)));
  }

  /** Reads the metadata among {@code entries}; what is broken is told to {@code found}. */
  static JarMetadata read(
      List<ZipEntry> entries, ZipContent content, EvidenceSink found, String inner)
      throws IOException {
    JarMetadata metadata = new JarMetadata();
    for (ZipEntry entry : entries) {
      try {
        metadata.read(entry, content);
      } catch (MalformedEvidence e) {
        String where = inner.isEmpty() ? "" : inner + ": ";
        found.incomplete("archive-malformed", where + entry.name() + ": " + e.getMessage());
      }
    }
    return metadata;
  }

  /** Tells what the archive called {@code name} is, and what is merged into it. */
  void tell(JarName name, EvidenceSink found, String inner) {
    if (!byDirectory.isEmpty()) {
      byDirectory.values().stream().distinct().forEach(each -> tell(each, found, inner));
      return;
    }
    Coordinates coordinates = manifest == null ? null : manifest.coordinates(name);
    if (coordinates == null) {
      String known = KnownGroups.of(name.artifact());
      coordinates =
          Coordinates.of(known == null ? name.artifact() : known, name.artifact(), name.version());
    }
    if (coordinates != null) {
      tell(coordinates, found, inner);
    }
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
