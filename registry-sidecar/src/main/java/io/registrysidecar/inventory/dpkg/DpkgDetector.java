package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.Set;

/**
 * Reads dpkg's database: the {@code status} file, or one file for each package in {@code status.d}
 * where an image was put together without dpkg; which files each package brought; and what the
 * packages' copyright files say about licences. opkg keeps its status in the same form.
 */
public final class DpkgDetector implements Detector {

  private static final Id ID = new Id("dpkg", 4);
  private static final Set<String> OPKG = Set.of("usr/lib/opkg/status", "var/lib/opkg/status");
  private static final String DATABASE = "var/lib/dpkg/";
  private static final String STATUS = DATABASE + "status";
  private static final String STATUS_D = DATABASE + "status.d/";
  private static final String DIVERSIONS = DATABASE + "diversions";
  private static final String INFO = DATABASE + "info/";
  private static final String LIST = ".list";
  private static final String HASHES = ".md5sums";
  private static final String DOCUMENTATION = "usr/share/doc/";
  private static final String COPYRIGHT = "/copyright";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    boolean wanted =
        value.startsWith(DATABASE)
            ? value.equals(STATUS)
                || value.equals(DIVERSIONS)
                || value.startsWith(STATUS_D)
                || (value.startsWith(INFO) && (value.endsWith(LIST) || value.endsWith(HASHES)))
            : isCopyright(value) || OPKG.contains(value);
    return wanted ? Want.STREAM : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    String path = file.path().value();
    LineReader lines = new LineReader(file.stream());
    if (isCopyright(path)) {
      String name = path.substring(DOCUMENTATION.length(), path.length() - COPYRIGHT.length());
      CopyrightFile.read(name, lines, found);
    } else if (path.equals(DIVERSIONS)) {
      PackageFiles.diversions(lines, found);
    } else if (path.endsWith(HASHES)) {
      PackageFiles.hashed(nameOf(path, HASHES), lines, found);
    } else if (path.startsWith(INFO)) {
      PackageFiles.listed(nameOf(path, LIST), lines, found);
    } else {
      StatusFile.read(OPKG.contains(path) ? "opkg" : "deb", lines, found);
    }
  }

  /** {@code usr/share/doc/PACKAGE/copyright}. */
  private static boolean isCopyright(String path) {
    return path.endsWith(COPYRIGHT)
        && path.startsWith(DOCUMENTATION)
        && path.indexOf('/', DOCUMENTATION.length()) == path.length() - COPYRIGHT.length();
  }

  private static String nameOf(String path, String suffix) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - suffix.length());
  }
}
