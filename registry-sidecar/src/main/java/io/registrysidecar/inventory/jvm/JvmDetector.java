package io.registrysidecar.inventory.jvm;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file {@code release} in the home directory of a Java runtime. */
public final class JvmDetector implements Detector {

  private static final Id ID = new Id("jvm", 1);
  private static final long LARGEST = 1 << 20;
  private static final Pattern LINE = Pattern.compile("([A-Z_]{1,64})=\"?([^\"]{0,256}+)\"?");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return size <= LARGEST && (value.endsWith("/release") || value.equals("release"))
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    LineReader lines = new LineReader(file.stream());
    Map<String, String> values = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher assignment = LINE.matcher(line);
      if (assignment.matches()) {
        values.putIfAbsent(assignment.group(1), assignment.group(2));
      }
    }
    String version = values.get("JAVA_VERSION");
    if (version == null) {
      // Many things are called so.
      return;
    }
    String implementor = values.get("IMPLEMENTOR");
    found.found(
        "JRE".equals(values.get("IMAGE_TYPE"))
            ? JavaRuntime.jre(version, implementor)
            : JavaRuntime.java(version, implementor));
  }
}
