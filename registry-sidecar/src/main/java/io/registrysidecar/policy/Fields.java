package io.registrysidecar.policy;

import io.registrysidecar.config.BadValue;
import io.registrysidecar.config.Durations;
import io.registrysidecar.config.Mark;
import io.registrysidecar.config.NearestName;
import io.registrysidecar.config.Problems;
import io.registrysidecar.config.YamlNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields out of one group of a policy, by type. A field that was not asked for is
 * unknown; {@link #finish()} says so. What is wrong is told with line and column, and reads as if
 * it were not there.
 */
final class Fields {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private final YamlNode.Mapping mapping;
  private final String name;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * The fields of a group.
   *
   * @param name what messages call the group
   */
  Fields(YamlNode.Mapping mapping, String name, Problems problems) {
    this.mapping = mapping;
    this.name = name;
    this.problems = problems;
  }

  Mark mark() {
    return mapping.mark();
  }

  /** Where a field's value stands; the group's place where the field is not there. */
  Mark markOf(String field) {
    YamlNode node = mapping.entries().get(field);
    return node == null ? mark() : node.mark();
  }

  /** The names of all fields that are there. */
  Set<String> names() {
    return mapping.entries().keySet();
  }

  boolean has(String field) {
    return mapping.entries().containsKey(field);
  }

  /** Whether it holds anything: a value, or a list or group that is not empty. */
  boolean hasSome(String field) {
    return switch (mapping.entries().get(field)) {
      case null -> false;
      case YamlNode.Scalar scalar -> !scalar.empty();
      case YamlNode.Sequence sequence -> !sequence.items().isEmpty();
      case YamlNode.Mapping group -> !group.entries().isEmpty();
    };
  }

  /** A problem with a field's value. */
  void refuse(String field, String why) {
    problems.at(markOf(field), (name.isEmpty() ? "" : name + ".") + field + ": " + why);
  }

  /** A problem with the whole group. */
  void refuse(String why) {
    problems.at(mark(), name + ": " + why);
  }

  Optional<String> text(String field) {
    return switch (node(field)) {
      case null -> Optional.empty();
      case YamlNode.Scalar scalar when !scalar.empty() -> Optional.of(scalar.text());
      case YamlNode other -> {
        refuse(field, "expected a single value, found " + other.kind());
        yield Optional.empty();
      }
    };
  }

  /** Single values in a list, which must have at least one; empty when the field is not there. */
  List<String> texts(String field) {
    YamlNode node = node(field);
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      refuse(field, "expected a list, found " + node.kind() + "; write [one, another]");
      return texts;
    }
    for (YamlNode item : sequence.items()) {
      if (item instanceof YamlNode.Scalar scalar && !scalar.empty()) {
        texts.add(scalar.text());
      } else {
        problems.at(
            item.mark(), name + "." + field + ": expected a single value, found " + item.kind());
      }
    }
    if (sequence.items().isEmpty()) {
      refuse(field, "the list is empty; write at least one, or remove the field");
    }
    return texts;
  }

  /** Groups in a list, each with its fields. */
  List<Fields> groups(String field) {
    YamlNode node = node(field);
    List<Fields> groups = new ArrayList<>();
    if (node == null) {
      return groups;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      refuse(field, "expected a list, found " + node.kind() + "; begin each entry with a hyphen");
      return groups;
    }
    for (YamlNode item : sequence.items()) {
      String place = name.isEmpty() ? field : name + "." + field;
      if (item instanceof YamlNode.Mapping group) {
        groups.add(new Fields(group, place + "[" + groups.size() + "]", problems));
      } else {
        problems.at(item.mark(), place + ": expected keys, found " + item.kind());
      }
    }
    return groups;
  }

  /** The fields of a group below this one. */
  Optional<Fields> group(String field) {
    return switch (node(field)) {
      case null -> Optional.empty();
      case YamlNode.Mapping group ->
          Optional.of(new Fields(group, name.isEmpty() ? field : name + "." + field, problems));
      case YamlNode other -> {
        refuse(
            field,
            "expected keys below it, found "
                + other.kind()
                + "; where nothing needs to be said, write "
                + field
                + ": {}");
        yield Optional.empty();
      }
    };
  }

  Optional<Boolean> flag(String field) {
    return word(field, Map.of("true", true, "false", false));
  }

  /** One of several words. */
  <T> Optional<T> word(String field, Map<String, T> words) {
    Optional<String> text = text(field);
    if (text.isPresent() && !words.containsKey(text.get())) {
      refuse(field, "\"" + text.get() + "\" is not known; " + advice(text.get(), words.keySet()));
      return Optional.empty();
    }
    return text.map(words::get);
  }

  Optional<Duration> duration(String field) {
    Optional<String> text = text(field);
    try {
      return text.isPresent() ? Optional.of(Durations.parse(text.get())) : Optional.empty();
    } catch (BadValue e) {
      refuse(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  Optional<LocalDate> date(String field) {
    Optional<String> text = text(field);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException _) {
      refuse(field, "\"" + text.orElse("") + "\" is not a date; write it as 2027-01-31");
      return Optional.empty();
    }
  }

  /** A number between two bounds, both allowed. */
  Optional<Double> number(String field, double least, double most) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (NUMBER.matcher(text.get()).matches()) {
      double number = Double.parseDouble(text.get());
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    }
    refuse(
        field,
        "\"" + text.get() + "\" is not a number from " + shown(least) + " to " + shown(most));
    return Optional.empty();
  }

  /** Says which fields nobody has asked for. */
  void finish() {
    mapping
        .entries()
        .forEach((field, node) -> {
          if (!asked.contains(field)) {
            problems.at(
                mapping.markOf(field, node),
                (name.isEmpty() ? "" : name + ".")
                    + field
                    + ": unknown field; "
                    + advice(field, asked));
          }
        });
  }

  /** What may have been meant. */
  static String advice(String typed, Collection<String> known) {
    return NearestName.of(typed, known)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  private @Nullable YamlNode node(String field) {
    asked.add(field);
    return mapping.entries().get(field);
  }

  private static String shown(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }
}
