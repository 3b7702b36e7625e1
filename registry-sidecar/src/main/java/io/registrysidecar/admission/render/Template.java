package io.registrysidecar.admission.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places for values. {@code @{name}} is replaced by the value, quoted;
 * {@code @{name:suffix}} by the value with the suffix within the same quotes. Lines between {@code
 * #if name} and {@code #end} are there when the flag is set, after {@code #unless name} when it is
 * not, and after {@code #each name} once for each item. A line that is empty after that stays.
 */
final class Template {

  private static final Pattern PLACE =
      Pattern.compile("@\\{([a-z0-9-]+)(?::([A-Za-z0-9/._@*?=&-]*))?}");
  private static final Pattern DIRECTIVE = Pattern.compile("#(if|unless|each) ([a-z-]+)");
  private static final String END = "#end";

  private final List<String> lines;
  private final Quoting quoting;

  Template(String text, Quoting quoting) {
    this.lines = text.lines().toList();
    this.quoting = quoting;
  }

  String fill(Map<String, Value> values) {
    StringBuilder out = new StringBuilder();
    fill(0, lines.size(), values, out);
    return out.toString();
  }

  private void fill(int from, int to, Map<String, Value> values, StringBuilder out) {
    int i = from;
    while (i < to) {
      Matcher directive = DIRECTIVE.matcher(lines.get(i));
      if (directive.matches()) {
        int end = end(i);
        Value value = value(values, directive.group(2));
        switch (directive.group(1)) {
          case "each" -> each(i + 1, end, values, (Value.Each) value, out);
          case "if" -> when(((Value.Flag) value).set(), i + 1, end, values, out);
          default -> when(!((Value.Flag) value).set(), i + 1, end, values, out);
        }
        i = end + 1;
      } else {
        line(lines.get(i), values, out);
        i++;
      }
    }
  }

  private void when(boolean there, int from, int to, Map<String, Value> values, StringBuilder out) {
    if (there) {
      fill(from, to, values, out);
    }
  }

  private void each(
      int from, int to, Map<String, Value> values, Value.Each each, StringBuilder out) {
    for (Map<String, Value> item : each.items()) {
      Map<String, Value> inner = new HashMap<>(values);
      inner.putAll(item);
      fill(from, to, inner, out);
    }
  }

  private int end(int start) {
    int depth = 0;
    for (int i = start; i < lines.size(); i++) {
      if (DIRECTIVE.matcher(lines.get(i)).matches()) {
        depth++;
      } else if (lines.get(i).equals(END) && --depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("the template lacks #end for: " + lines.get(start));
  }

  private void line(String line, Map<String, Value> values, StringBuilder out) {
    String indentation = line.substring(0, line.length() - line.stripLeading().length());
    String filled =
        PLACE
            .matcher(line)
            .replaceAll(place ->
                Matcher.quoteReplacement(
                    written(
                        value(values, place.group(1)),
                        place.group(2) == null ? "" : place.group(2),
                        indentation)));
    out.append(filled).append('\n');
  }

  private String written(Value value, String suffix, String indentation) {
    return switch (value) {
      case Value.Text(String text) -> quoting.quote(text + suffix);
      case Value.Amount(long number) -> Long.toString(number);
      case Value.Texts(List<String> texts) ->
          texts.stream().map(quoting::quote).collect(Collectors.joining(", ", "[", "]"));
      case Value.Glob(String pattern) ->
          Arrays.stream(pattern.split("\\*", -1))
              .map(part -> part.isEmpty() ? "" : quoting.quote(part))
              .collect(Collectors.joining("*"));
      case Value.Block(String block) -> block.strip().replace("\n", "\n" + indentation);
      case Value.Flag flag -> Boolean.toString(flag.set());
      case Value.Each _ ->
          throw new IllegalStateException("a list of parts has no place in a line");
    };
  }

  private static Value value(Map<String, Value> values, String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the template asks for " + name + ", which nothing fills");
    }
    return value;
  }
}
