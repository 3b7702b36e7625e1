package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The package that all classes of an archive are in, from which the group of one is inferred that
 * tells nothing of itself.
 *
 * <p>In the years of Java 5 and before, a group was mostly called like its artifact; since then it
 * is a domain turned around, with which the packages begin, too. So {@code org/dom4j/} in an
 * archive called {@code dom4j} is the group {@code org.dom4j} when its classes are for Java 6 or
 * later, and says nothing when they are older.
 */
final class ClassPackages {

  private static final int MAGIC = 0xcafebabe;
  private static final int JAVA_6 = 50;

  /** The longest path, with a slash at its end, below which all classes are; null before any. */
  private @Nullable String common;

  private @Nullable String first;

  /** Takes the path of an entry into account; true for the one class that is to be looked into. */
  boolean see(String path) {
    if (!path.endsWith(".class") || !path.contains("/") || isElsewhere(path)) {
      return false;
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    if (common == null) {
      common = folder;
      first = path;
      return true;
    }
    common = common(common, folder);
    return false;
  }

  /** The group of {@code artifact}, or null where the packages do not tell. */
  @Nullable String group(String artifact, List<ZipEntry> entries, ZipContent content)
      throws IOException {
    String name = shared();
    String group = name == null ? null : GroupOfName.of(name, artifact);
    if (group == null) {
      return null;
    }
    for (ZipEntry entry : entries) {
      if (entry.name().equals(first)) {
        return isRecent(entry, content) ? group : null;
      }
    }
    return null;
  }

  /** The package that all classes are in, {@code org.example.tools}; null where there is none. */
  @Nullable String shared() {
    return common == null || common.isEmpty()
        ? null
        : common.substring(0, common.length() - 1).replace('/', '.');
  }

  private static boolean isElsewhere(String path) {
    return path.startsWith("META-INF/")
        || path.startsWith("BOOT-INF/")
        || path.startsWith("WEB-INF/");
  }

  private static String common(String one, String other) {
    int end = 0;
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      if (one.charAt(i) != other.charAt(i)) {
        break;
      }
      if (one.charAt(i) == '/') {
        end = i + 1;
      }
    }
    return one.substring(0, end);
  }

  private static boolean isRecent(ZipEntry entry, ZipContent content) throws IOException {
    try (InputStream bytes = content.open(entry)) {
      byte[] head = bytes.readNBytes(Long.BYTES);
      return head.length == Long.BYTES
          && ByteBuffer.wrap(head).getInt(0) == MAGIC
          && ByteBuffer.wrap(head).getShort(6) >= JAVA_6;
    } catch (MalformedEvidence | ZipException | EOFException e) {
      return false;
    }
  }
}
