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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files that name the distribution. Which of them to believe is decided elsewhere. */
public final class OsReleaseDetector implements Detector {

  private static final Id ID = new Id("os-release", 4);
  private static final int LONGEST_VERSION = 64;
  private static final Pattern RED_HAT =
      Pattern.compile("^(?:CentOS|Red Hat Enterprise Linux).* release (\\d+(?:\\.\\d+)*)");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    if (isContentManifest(path.value()) || SuseProduct.isAt(path.value())) {
      return Want.STREAM;
    }
    return switch (path.value()) {
      case "etc/os-release",
          "usr/lib/os-release",
          "etc/alpine-release",
          "etc/debian_version",
          "etc/redhat-release",
          "etc/apk/repositories" ->
          Want.STREAM;
      default -> Want.NOTHING;
    };
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    if (isContentManifest(file.path().value())) {
      ContentSets.read(file.stream(), found);
      return;
    }
    if (SuseProduct.isAt(file.path().value())) {
      SuseProduct.read(file.stream(), found);
      return;
    }
    LineReader lines = new LineReader(file.stream());
    switch (file.path().value()) {
      case "etc/alpine-release" -> alpineRelease(lines, found);
      case "etc/debian_version" -> debianVersion(lines, found);
      case "etc/redhat-release" -> redHatRelease(lines, found);
      case "etc/apk/repositories" -> ApkRepositories.read(lines, found);
      default -> found.found(OsRelease.read(lines));
    }
  }

  /** One for each layer that Red Hat's build system made. */
  private static boolean isContentManifest(String path) {
    return path.endsWith(".json")
        && (path.startsWith("root/buildinfo/content_manifests/")
            || path.startsWith("usr/share/buildinfo/"));
  }

  /** The only name that releases before 7 have. */
  private static void redHatRelease(LineReader lines, EvidenceSink found) throws IOException {
    String text = version(lines);
    Matcher release = RED_HAT.matcher(text == null ? "" : text);
    if (text != null && release.find()) {
      found.found(
          new Distribution(
              text.startsWith("CentOS") ? "centos" : "rhel",
              release.group(1),
              null,
              text,
              List.of()));
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
