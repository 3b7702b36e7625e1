package io.registrysidecar.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads one YAML document into nodes; refuses what configuration does not need: aliases, a second
 * document, deep nesting.
 */
final class YamlReader {

  private static final int DEEPEST = 8;
  private static final Pattern LINE = Pattern.compile("line (\\d{1,9}), column");

  private final YAMLParser parser;
  private final Problems problems;

  private YamlReader(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The document's keys; no keys, with the problems told, when it cannot be read. */
  static YamlNode.Mapping read(String text, Problems problems) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlReader(parser, problems).document();
    } catch (JsonProcessingException e) {
      List<Integer> lines = linesNamedIn(e.getOriginalMessage());
      problems.atLine(
          lines.getLast(),
          "this is not YAML: "
              + reasonNamedIn(e.getOriginalMessage())
              + (lines.getFirst() < lines.getLast()
                  ? ", in what begins in line " + lines.getFirst()
                  : "")
              + "; check indentation and quotes");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    return emptyDocument();
  }

  private YamlNode.Mapping document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return emptyDocument();
    }
    YamlNode node = node(first, 0);
    if (parser.nextToken() != null) {
      problems.atLine(line(), "a second document begins; remove the line --- and what follows");
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    problems.atLine(
        node.line(),
        "the file holds " + node.kind() + "; write keys, such as listen: 127.0.0.1:8080");
    return emptyDocument();
  }

  private YamlNode node(JsonToken token, int depth) throws IOException {
    int line = line();
    if (depth > DEEPEST) {
      problems.atLine(line, "this is nested too deeply; no key lies that deep");
      parser.skipChildren();
      return new YamlNode.Scalar("", true, line);
    }
    return switch (token) {
      case START_OBJECT -> mapping(line, depth);
      case START_ARRAY -> sequence(line, depth);
      default -> scalar(token, line);
    };
  }

  private YamlNode.Mapping mapping(int line, int depth) throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int at = line();
      YamlNode value = node(parser.nextToken(), depth + 1);
      Integer before = lines.putIfAbsent(name, at);
      if (before == null) {
        entries.put(name, value);
      } else {
        problems.atLine(
            at, name + ": this key stands already in line " + before + "; keep one of the two");
      }
    }
    return new YamlNode.Mapping(entries, lines, line);
  }

  private YamlNode.Sequence sequence(int line, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new YamlNode.Sequence(items, line);
  }

  private YamlNode.Scalar scalar(JsonToken token, int line) throws IOException {
    if (parser.isCurrentAlias()) {
      problems.atLine(
          line, "aliases (*" + parser.getText() + ") are not supported; write the value out");
      return new YamlNode.Scalar("", true, line);
    }
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
    return new YamlNode.Scalar(text, text.isEmpty(), line);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static YamlNode.Mapping emptyDocument() {
    return new YamlNode.Mapping(Map.of(), Map.of(), 1);
  }

  /**
   * Where the construct begins that the problem is in, if the message says so, and where the
   * problem is.
   */
  private static List<Integer> linesNamedIn(String message) {
    List<Integer> lines =
        LINE.matcher(message).results().map(match -> Integer.valueOf(match.group(1))).toList();
    return lines.isEmpty() ? List.of(1) : lines;
  }

  private static String reasonNamedIn(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("while "))
        .findFirst()
        .orElse("unreadable")
        .strip();
  }
}
