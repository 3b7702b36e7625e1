package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of TOML that machines write into lock files: tables of texts, one a line. */
final class TomlTables {

  private static final Pattern TABLE = Pattern.compile("\\[\\[?([\\w.-]{1,256}+)\\]\\]?\\s*");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("([\\w-]{1,64}+)\\s{0,8}=\\s{0,8}\"([^\"\\\\]{1,512}+)\"\\s*");

  private TomlTables() {}

  /** Gives each table's name, empty before the first, and its texts. */
  static void read(InputStream content, BiConsumer<String, Map<String, String>> table)
      throws IOException {
    LineReader lines = new LineReader(content);
    String name = "";
    Map<String, String> texts = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher header = TABLE.matcher(line);
      if (header.matches()) {
        table.accept(name, texts);
        name = header.group(1);
        texts = new HashMap<>();
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches()) {
        texts.putIfAbsent(assignment.group(1), assignment.group(2));
      }
    }
    table.accept(name, texts);
  }
}
