package io.registrysidecar.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers its place, so that messages can name it. */
public sealed interface YamlNode {

  /** Where it starts. */
  Mark mark();

  /** What it is, for messages. */
  String kind();

  /** The line where it starts, counted from 1. */
  default int line() {
    return mark().line();
  }

  /** A single value, as written; {@code empty} when nothing or {@code null} is written. */
  record Scalar(String text, boolean empty, Mark mark) implements YamlNode {
    @Override
    public String kind() {
      return empty ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Mark mark) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the document; {@code marks} has the place of each key. */
  record Mapping(Map<String, YamlNode> entries, Map<String, Mark> marks, Mark mark)
      implements YamlNode {

    /** A document in which nothing is written. */
    public static final Mapping EMPTY = new Mapping(Map.of(), Map.of(), Mark.START);

    @Override
    public String kind() {
      return "a group of keys";
    }

    /** Where the key stands, or what it holds where the key was not read. */
    public Mark markOf(String key, YamlNode value) {
      return marks.getOrDefault(key, value.mark());
    }
  }
}
