package io.registrysidecar.inventory.maven;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the file name of an archive tells: {@code artifact-version.jar}.
 *
 * @param artifact the artifact, or the whole name without suffix when there is no version in it
 * @param version the version, or null
 */
record JarName(String artifact, @Nullable String version) {

  private static final String[] SUFFIXES = {
    ".jar", ".war", ".ear", ".sar", ".par", ".nar", ".kar", ".jpi", ".hpi", ".lpkg"
  };

  /** The version begins at the first hyphen that a digit follows. */
  private static final Pattern VERSIONED =
      Pattern.compile("(?<artifact>.+?)-(?<version>v?\\d[\\w.+-]*)");

  private static final int LONGEST = 255;

  static boolean isArchive(String path) {
    int dot = path.length() - 4;
    if (dot > 0 && path.charAt(dot) != '.') {
      dot--;
    }
    if (dot <= 0 || path.charAt(dot) != '.') {
      return false;
    }
    for (String suffix : SUFFIXES) {
      if (path.regionMatches(true, dot, suffix, 0, suffix.length())
          && path.length() == dot + suffix.length()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the last segment of {@code path}, which {@link #isArchive}, apart. */
  static JarName of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    name = name.substring(0, Math.min(name.lastIndexOf('.'), LONGEST));
    Matcher versioned = VERSIONED.matcher(name);
    return versioned.matches()
        ? new JarName(versioned.group("artifact"), versioned.group("version"))
        : new JarName(name, null);
  }
}
