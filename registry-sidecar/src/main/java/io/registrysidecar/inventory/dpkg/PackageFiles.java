package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.Diversion;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.FileHash;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.OwnedFiles;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What dpkg keeps about the files of packages. {@code NAME.list}, or {@code NAME:ARCHITECTURE.list}
 * of a package that may be installed for several, has every path; {@code .md5sums} beside it the
 * hashes of files that are not configuration, for most packages.
 */
final class PackageFiles {

  /** Hexadecimal digits of an MD5 hash, and the two spaces after it. */
  private static final int HASH = 32;

  private static final int GAP = 2;

  /** What each list begins with. */
  private static final String ROOT = "/.";

  private PackageFiles() {}

  /** A path a line; a directory comes before what is in it. */
  static void listed(String label, LineReader lines, EvidenceSink found) throws IOException {
    OwnedFiles.Builder files = new OwnedFiles.Builder(null);
    String before = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (before != null && !before.equals(ROOT) && !line.startsWith(before + "/")) {
        files.add(before);
      }
      before = line;
    }
    if (before != null && !before.equals(ROOT)) {
      files.add(before);
    }
    tell(label, files.build(), found);
  }

  /** A hash, two spaces and a path without the first slash. */
  static void hashed(String label, LineReader lines, EvidenceSink found) throws IOException {
    OwnedFiles.Builder files = new OwnedFiles.Builder(FileHash.MD5);
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.length() > HASH + GAP && line.charAt(HASH) == ' ') {
        files.addHashed(line.substring(HASH + GAP), line.substring(0, HASH));
      }
    }
    tell(label, files.build(), found);
  }

  /** Three lines each: the path, where it is instead, and the package that it makes room for. */
  static void diversions(LineReader lines, EvidenceSink found) throws IOException {
    for (String from = lines.next(); from != null; from = lines.next()) {
      String to = lines.next();
      String by = lines.next();
      if (to == null || by == null) {
        found.incomplete("dpkg-diversions-broken", "the last diversion has not all its lines");
        return;
      }
      found.diverted(new Diversion(withoutRoot(from), withoutRoot(to), by));
    }
  }

  private static void tell(String label, OwnedFiles files, EvidenceSink found) {
    int colon = label.indexOf(':');
    String name = colon < 0 ? label : label.substring(0, colon);
    @Nullable String architecture = colon < 0 ? null : label.substring(colon + 1);
    if (!name.isEmpty() && !files.equals(OwnedFiles.NONE)) {
      found.about(AboutPackage.owning("deb", name, architecture, files));
    }
  }

  private static String withoutRoot(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
