package io.registrysidecar.sign.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills values into a text. {@code ${name}} is replaced; a value of several lines, which must stand
 * alone, keeps the indentation of its place. What stands between {@code #each key} and {@code #end}
 * is repeated for each key, with {@code ${key}} and its number {@code ${n}}, from 1.
 */
final class Template {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z]+)}");

  private final List<String> lines;

  private Template(List<String> lines) {
    this.lines = lines;
  }

  static Template named(String resource) {
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + resource);
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template of(String text) {
    return new Template(text.lines().toList());
  }

  String fill(Map<String, String> values, List<String> keys) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).equals("#each key")) {
        int end = i + lines.subList(i, lines.size()).indexOf("#end");
        for (int n = 0; n < keys.size(); n++) {
          Map<String, String> inner = new HashMap<>(values);
          inner.put("key", keys.get(n));
          inner.put("n", Integer.toString(n + 1));
          for (String line : lines.subList(i + 1, end)) {
            append(out, line, inner);
          }
        }
        i = end + 1;
      } else {
        append(out, lines.get(i), values);
        i++;
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String line, Map<String, String> values) {
    Matcher variable = VARIABLE.matcher(line);
    String text =
        variable.replaceAll(found -> Matcher.quoteReplacement(value(values, found.group(1))));
    String indentation = line.substring(0, line.length() - line.stripLeading().length());
    out.append(text.stripTrailing().replace("\n", "\n" + indentation)).append('\n');
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the template has ${" + name + "}, which nothing fills");
    }
    return value.strip();
  }
}
