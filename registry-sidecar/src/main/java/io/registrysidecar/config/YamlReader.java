package io.registrysidecar.config;

import com.fasterxml.jackson.core.JsonLocation;
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
 * Reads one YAML document into nodes; refuses what neither configuration nor policies need:
 * aliases, a second document, deep nesting.
 */
public final class YamlReader {

  private static final int DEEPEST = 8;
  private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

  private final YAMLParser parser;
  private final String example;
  private final Problems problems;

  private YamlReader(YAMLParser parser, String example, Problems problems) {
    this.parser = parser;
    this.example = example;
    this.problems = problems;
  }

  /**
   * The document's keys; no keys, with the problems told, when it cannot be read.
   *
   * @param text of the document; whoever reads it from outside has bounded its length
   * @param example a key with a value, for the message to those who wrote something else
   */
  public static YamlNode.Mapping read(String text, String example, Problems problems) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlReader(parser, example, problems).document();
    } catch (JsonProcessingException e) {
      List<Mark> marks = marksNamedIn(e.getOriginalMessage());
      int begin = marks.getFirst().line();
      problems.at(
          marks.getLast(),
          "this is not YAML: "
              + reasonNamedIn(e.getOriginalMessage())
              + (begin < marks.getLast().line() ? ", in what begins in line " + begin : "")
              + "; check indentation and quotes");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    return YamlNode.Mapping.EMPTY;
  }

  private YamlNode.Mapping document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return YamlNode.Mapping.EMPTY;
    }
    YamlNode node = node(first, 0);
    if (parser.nextToken() != null) {
      problems.at(mark(), "a second document begins; remove the line --- and what follows");
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    problems.at(node.mark(), "the file holds " + node.kind() + "; write keys, such as " + example);
    return YamlNode.Mapping.EMPTY;
  }

  private YamlNode node(JsonToken token, int depth) throws IOException {
    Mark mark = mark();
    if (depth > DEEPEST) {
      problems.at(mark, "this is nested too deeply; no key lies that deep");
      parser.skipChildren();
      return new YamlNode.Scalar("", true, mark);
    }
    return switch (token) {
      case START_OBJECT -> mapping(mark, depth);
      case START_ARRAY -> sequence(mark, depth);
      default -> scalar(token, mark);
    };
  }

  private YamlNode.Mapping mapping(Mark mark, int depth) throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Mark> marks = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Mark at = mark();
      YamlNode value = node(parser.nextToken(), depth + 1);
      Mark before = marks.putIfAbsent(name, at);
      if (before == null) {
        entries.put(name, value);
      } else {
        problems.at(
            at,
            name + ": this key stands already in line " + before.line() + "; keep one of the two");
      }
    }
    return new YamlNode.Mapping(entries, marks, mark);
  }

  private YamlNode.Sequence sequence(Mark mark, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new YamlNode.Sequence(items, mark);
  }

  private YamlNode.Scalar scalar(JsonToken token, Mark mark) throws IOException {
    if (parser.isCurrentAlias()) {
      problems.at(
          mark, "aliases (*" + parser.getText() + ") are not supported; write the value out");
      return new YamlNode.Scalar("", true, mark);
    }
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
    return new YamlNode.Scalar(text, text.isEmpty(), mark);
  }

  private Mark mark() {
    JsonLocation at = parser.currentTokenLocation();
    return new Mark(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  /**
   * Where the construct begins that the problem is in, if the message says so, and where the
   * problem is.
   */
  private static List<Mark> marksNamedIn(String message) {
    List<Mark> marks =
        PLACE
            .matcher(message)
            .results()
            .map(match ->
                new Mark(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
            .toList();
    return marks.isEmpty() ? List.of(Mark.START) : marks;
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
