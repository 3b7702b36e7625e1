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

  private static final Pattern VERSION = Pattern.compile("-(?<version>v?\\d[\\w.+-]*)$");

  /**
   * A word with a number behind it that is no qualifier of a version: part of the artifact's name.
   */
  private static final Pattern NAME_WITHIN =
      Pattern.compile("-(?!(?:alpha|beta|rc|cr|m|sp|ga|b|p|r|build|final|release)-)[a-z]+-\\d");

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

  /**
   * Takes the last segment of {@code path}, which {@link #isArchive}, apart: the version begins at
   * the first hyphen with a digit behind it after which nothing looks like a name.
   */
  static JarName of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    name = name.substring(0, Math.min(name.lastIndexOf('.'), LONGEST));
    Matcher version = VERSION.matcher(name);
    for (int hyphen = name.indexOf('-', 1); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
      version.region(hyphen, name.length());
      if (version.lookingAt() && !NAME_WITHIN.matcher(version.group("version")).find()) {
        return new JarName(name.substring(0, hyphen), version.group("version"));
      }
    }
    return new JarName(name, null);
  }
}
