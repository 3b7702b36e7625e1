package io.registrysidecar.inventory.program;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Go program's own module, which the compiler does not know when it builds from a
 * working tree. Many projects let the linker set it: {@code -ldflags="-X main.version=1.2.3"}.
 */
final class LinkedVersion {

  private static final String FLAGS = "build\t-ldflags=";

  private static final int LONGEST = 16 << 10;

  private static final Pattern SET =
      Pattern.compile(
          "-X[ =]['\"\\\\]{0,2}[\\w./~-]{1,256}?\\.(?i:git|app|build|release)?(?i:version)=v?"
              + "(?<version>[0-9]{1,9}(?:\\.[0-9]{1,9}){1,2}(?:[-+][0-9A-Za-z.+-]{1,64})?)"
              + "(?=['\"\\\\ ]|$)");

  private LinkedVersion() {}

  /** The version that the linker was told, as Go writes versions; else {@code otherwise}. */
  static String of(List<String> lines, String otherwise) {
    for (String line : lines) {
      if (line.startsWith(FLAGS) && line.length() <= LONGEST) {
        Matcher set = SET.matcher(line);
        return set.find() ? "v" + set.group("version") : otherwise;
      }
    }
    return otherwise;
  }
}
