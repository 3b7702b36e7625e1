package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the main section of a manifest tells where Maven has left nothing. Read leniently: a line
 * that is no attribute is passed over, as the archive's identity does not hang on it.
 */
final class JarManifest {

  /** {@code group#artifact;version}, as a Gradle plug-in writes it. */
  private static final Pattern TITLE = Pattern.compile("([\\w.-]+)#([\\w.-]+);([\\w.+-]+)");

  /** A name in the manner of a domain turned around: what a group looks like. */
  private static final Pattern REVERSED_DOMAIN =
      Pattern.compile("[a-z][\\w-]*(?:\\.[A-Za-z_][\\w-]*)+");

  private static final int LONGEST = 4096;

  private final Map<String, String> main = new TreeMap<>();

  private JarManifest() {}

  static JarManifest read(byte[] content) throws IOException {
    JarManifest manifest = new JarManifest();
    LineReader lines = new LineReader(new ByteArrayInputStream(content));
    StringBuilder attribute = new StringBuilder();
    String line = lines.next();
    while (line != null && !line.isEmpty()) {
      if (line.charAt(0) != ' ') {
        manifest.add(attribute);
        attribute.append(line);
      } else if (attribute.length() < LONGEST) {
        attribute.append(line, 1, line.length());
      }
      line = lines.next();
    }
    manifest.add(attribute);
    return manifest;
  }

  /** The coordinates, where the manifest states them as such; else null. */
  @Nullable Coordinates coordinates(JarName name) {
    Matcher full = TITLE.matcher(main.getOrDefault("implementation-title", ""));
    if (full.matches()) {
      // The file name has the artifact as it was published, the title as the build calls it.
      String artifact = name.version() == null ? full.group(2) : name.artifact();
      return Coordinates.of(full.group(1), artifact, full.group(3));
    }
    return null;
  }

  /** Whether it is part of a Java runtime, and no library of its own. */
  boolean isOfRuntime() {
    return main.getOrDefault("implementation-title", "").equals("Java Runtime Environment");
  }

  /** The licences that the manifest states. */
  List<String> licenses() {
    return BundleLicense.of(main.getOrDefault("bundle-license", ""));
  }

  /** The version that the manifest states, or null. */
  @Nullable String version() {
    return main.getOrDefault("implementation-version", main.get("bundle-version"));
  }

  private void add(StringBuilder attribute) {
    int colon = attribute.indexOf(":");
    if (colon > 0 && attribute.length() <= LONGEST) {
      String value = attribute.substring(colon + 1).strip();
      if (!value.isEmpty()) {
        main.putIfAbsent(attribute.substring(0, colon).toLowerCase(Locale.ROOT), value);
      }
    }
    attribute.setLength(0);
  }

  /** The group that the manifest tells of {@code artifact}, or null. */
  @Nullable String group(String artifact) {
    String vendorId = main.getOrDefault("implementation-vendor-id", "");
    if (REVERSED_DOMAIN.matcher(vendorId).matches()) {
      return vendorId;
    }
    String symbolic = main.getOrDefault("bundle-symbolicname", "");
    int semicolon = symbolic.indexOf(';');
    return before(artifact, (semicolon < 0 ? symbolic : symbolic.substring(0, semicolon)).strip());
  }

  /** The name of the Java module that it is when nothing else declares one, or null. */
  @Nullable String moduleName() {
    return main.get("automatic-module-name");
  }

  private static @Nullable String before(String artifact, String name) {
    String end = "." + artifact;
    String group = name.endsWith(end) ? name.substring(0, name.length() - end.length()) : "";
    return REVERSED_DOMAIN.matcher(group).matches() ? group : null;
  }
}
