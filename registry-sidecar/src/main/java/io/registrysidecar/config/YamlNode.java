package io.registrysidecar.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers its line, so that messages can name it. */
sealed interface YamlNode {

  /** Where it starts, counted from 1. */
  int line();

  /** What it is, for messages. */
  String kind();

  /** A single value, as written; {@code empty} when nothing or {@code null} is written. */
  record Scalar(String text, boolean empty, int line) implements YamlNode {
    @Override
    public String kind() {
      return empty ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the document; {@code lines} has the line of each key. */
  record Mapping(Map<String, YamlNode> entries, Map<String, Integer> lines, int line)
      implements YamlNode {
    @Override
    public String kind() {
      return "a group of keys";
    }
  }
}
