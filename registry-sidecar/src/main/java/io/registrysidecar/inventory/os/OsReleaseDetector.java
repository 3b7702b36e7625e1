package io.registrysidecar.inventory.os;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files that name the distribution. Which of them to believe is decided elsewhere. */
public final class OsReleaseDetector implements Detector {

  private static final Id ID = new Id("os-release", 1);
  private static final int LONGEST_VERSION = 64;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return switch (path.value()) {
      case "etc/os-release",
          "usr/lib/os-release",
          "etc/alpine-release",
          "etc/debian_version",
          "etc/apk/repositories" ->
          Want.STREAM;
      default -> Want.NOTHING;
    };
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    LineReader lines = new LineReader(file.stream());
    switch (file.path().value()) {
      case "etc/alpine-release" -> alpineRelease(lines, found);
      case "etc/debian_version" -> debianVersion(lines, found);
      case "etc/apk/repositories" -> ApkRepositories.read(lines, found);
      default -> found.found(OsRelease.read(lines));
    }
  }

  private static void alpineRelease(LineReader lines, EvidenceSink found) throws IOException {
    String version = version(lines);
    if (version != null) {
      found.found(new Distribution("alpine", version, null, "Alpine Linux " + version, List.of()));
    }
  }

  /** A number such as {@code 12.5}, or {@code trixie/sid} in testing and unstable. */
  private static void debianVersion(LineReader lines, EvidenceSink found) throws IOException {
    String version = version(lines);
    if (version == null) {
      return;
    }
    int slash = version.indexOf('/');
    boolean numbered = slash < 0 && Character.isDigit(version.charAt(0));
    String codename = slash < 0 ? version : version.substring(0, slash);
    found.found(
        new Distribution(
            "debian",
            numbered ? version : null,
            numbered ? null : codename,
            "Debian GNU/Linux " + version,
            List.of()));
  }

  private static @Nullable String version(LineReader lines) throws IOException {
    String line = lines.next();
    return line == null || line.isBlank() || line.length() > LONGEST_VERSION ? null : line.strip();
  }
}
