package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a manifest tells where Maven has left nothing. */
final class JarManifest {

  /** {@code group#artifact;version}, as a Gradle plug-in writes it. */
  private static final Pattern TITLE = Pattern.compile("([\\w.-]+)#([\\w.-]+);([\\w.+-]+)");

  /** A name in the manner of a domain turned around: what a group looks like. */
  private static final Pattern REVERSED_DOMAIN =
      Pattern.compile("[a-z][\\w-]*(?:\\.[A-Za-z_][\\w-]*)+");

  private final Attributes main;

  private JarManifest(Attributes main) {
    this.main = main;
  }

  static JarManifest read(byte[] content) throws MalformedEvidence {
    try {
      return new JarManifest(new Manifest(new ByteArrayInputStream(content)).getMainAttributes());
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedEvidence("it is not a manifest: " + e.getMessage(), e);
    }
  }

  /** The coordinates of the archive called {@code name}; null where there is no version. */
  @Nullable Coordinates coordinates(JarName name) {
    String title = main.getValue("Implementation-Title");
    Matcher full = TITLE.matcher(title == null ? "" : title);
    if (full.matches()) {
      return Coordinates.of(full.group(1), full.group(2), full.group(3));
    }
    return Coordinates.of(group(name.artifact()), name.artifact(), version(name));
  }

  private @Nullable String version(JarName name) {
    return name.version() != null
        ? name.version()
        : firstOf("Implementation-Version", "Bundle-Version");
  }

  /** Only what states a group is believed: a wrong one would be worse than none. */
  private @Nullable String group(String artifact) {
    String vendorId = main.getValue("Implementation-Vendor-Id");
    if (vendorId != null && REVERSED_DOMAIN.matcher(vendorId.strip()).matches()) {
      return vendorId.strip();
    }
    String symbolic = main.getValue("Bundle-SymbolicName");
    if (symbolic == null) {
      return null;
    }
    int semicolon = symbolic.indexOf(';');
    String bundle = (semicolon < 0 ? symbolic : symbolic.substring(0, semicolon)).strip();
    String end = "." + artifact;
    String group = bundle.endsWith(end) ? bundle.substring(0, bundle.length() - end.length()) : "";
    return REVERSED_DOMAIN.matcher(group).matches() ? group : null;
  }

  private @Nullable String firstOf(String... names) {
    for (String name : names) {
      String value = main.getValue(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
