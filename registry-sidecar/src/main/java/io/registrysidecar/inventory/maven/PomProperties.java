package io.registrysidecar.inventory.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code META-INF/maven/group/artifact/pom.properties}. */
final class PomProperties {

  private PomProperties() {}

  /** The coordinates; what the content leaves out is taken from {@code path}. */
  static @Nullable Coordinates read(byte[] content, String path) throws MalformedEvidence {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(content, ISO_8859_1)));
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedEvidence("it is not a properties file: " + e.getMessage(), e);
    }
    String[] segments = path.split("/", -1);
    boolean usual = segments.length == 5;
    return Coordinates.of(
        properties.getProperty("groupId", usual ? segments[2] : null),
        properties.getProperty("artifactId", usual ? segments[3] : null),
        properties.getProperty("version"));
  }
}
