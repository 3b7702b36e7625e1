package io.registrysidecar.inventory.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the version of WordPress, and the header that each plug-in has in one of its own PHP files
 * and each theme in its style sheet. WordPress itself looks for it in the first 8 KiB; here it is
 * in the first 4.
 */
public final class WordPressDetector implements Detector {

  private static final Id ID = new Id("wordpress", 1);
  private static final String CORE = "wp-includes/version.php";
  private static final String PLUGINS = "wp-content/plugins/";
  private static final String THEMES = "wp-content/themes/";
  private static final String STYLE = "style.css";

  private static final Pattern VERSION =
      Pattern.compile("\\$wp_version\\s{0,8}=\\s{0,8}'([0-9][\\w.-]{0,64}+)'");

  private static final Pattern HEADER =
      Pattern.compile("[ \\t/*#@]{0,32}+(Plugin Name|Theme Name|Version|License):(.{1,512}+)");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return (value.endsWith(CORE) && isSegment(value, value.length() - CORE.length()))
            || (value.endsWith(".php") && isDirectlyIn(value, PLUGINS))
            || (value.endsWith(STYLE) && isDirectlyIn(value, THEMES))
        ? Want.HEAD
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws IOException {
    String path = file.path().value();
    String head = new String(file.peek(LayerFile.PEEK), UTF_8);
    if (path.endsWith(CORE)) {
      Matcher version = VERSION.matcher(head);
      if (version.find()) {
        found.found(PackageFact.of("bitnami", null, "wordpress", version.group(1)));
      }
      return;
    }
    boolean theme = path.endsWith(STYLE);
    Header header = Header.of(head.lines().toList());
    if (header.version() != null && (theme ? header.theme() : header.plugin())) {
      String license = header.license();
      found.found(
          PackageFact.of(
                  theme ? "wordpress-theme" : "wordpress-plugin",
                  null,
                  file.path().parent().fileName(),
                  header.version())
              .licensed(license == null ? List.of() : List.of(license)));
    }
  }

  /** Whether {@code path} is {@code …/directory/NAME/FILE}. */
  private static boolean isDirectlyIn(String path, String directory) {
    int name = path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1;
    int start = name - directory.length();
    return path.startsWith(directory, start) && isSegment(path, start);
  }

  private static boolean isSegment(String path, int start) {
    return start == 0 || (start > 0 && path.charAt(start - 1) == '/');
  }

  /**
   * What a header says.
   *
   * @param plugin whether it names a plug-in
   * @param theme whether it names a theme
   * @param version the version, or null
   * @param license the licence, or null
   */
  private record Header(
      boolean plugin, boolean theme, @Nullable String version, @Nullable String license) {

    static Header of(List<String> lines) {
      boolean plugin = false;
      boolean theme = false;
      @Nullable String version = null;
      @Nullable String license = null;
      for (String line : lines) {
        Matcher header = HEADER.matcher(line);
        if (!header.lookingAt() || header.group(2).isBlank()) {
          continue;
        }
        String value = header.group(2).strip();
        switch (header.group(1)) {
          case "Plugin Name" -> plugin = true;
          case "Theme Name" -> theme = true;
          case "Version" -> version = version == null ? value : version;
          default -> license = license == null ? value : license;
        }
      }
      return new Header(plugin, theme, version, license);
    }
  }
}
