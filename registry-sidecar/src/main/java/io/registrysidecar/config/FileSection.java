package io.registrysidecar.config;

import io.registrysidecar.config.Settings.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes the known keys out of one group of a YAML file, and says what to write where others stand.
 */
final class FileSection {

  private final Map<String, Key<?>> keys = new TreeMap<>();
  private final Set<String> known = new TreeSet<>();
  private final List<String> readElsewhere;
  private final Path base;
  private final Problems problems;
  private final Map<String, Written> found = new LinkedHashMap<>();

  private FileSection(List<Key<?>> keys, List<String> readElsewhere, Path base, Problems problems) {
    keys.forEach(key -> this.keys.put(key.name(), key));
    this.readElsewhere = readElsewhere;
    known.addAll(this.keys.keySet());
    known.addAll(readElsewhere);
    this.base = base;
    this.problems = problems;
  }

  /**
   * The values of a group.
   *
   * @param keys the keys that may stand there
   * @param readElsewhere names that may stand there too and are not looked at here
   * @param mapping the group
   * @param base the directory that relative paths start from
   */
  static Map<String, Written> read(
      List<Key<?>> keys,
      List<String> readElsewhere,
      YamlNode.Mapping mapping,
      Path base,
      Problems problems) {
    FileSection section = new FileSection(keys, readElsewhere, base, problems);
    section.walk("", mapping);
    return section.found;
  }

  private void walk(String prefix, YamlNode.Mapping mapping) {
    mapping
        .entries()
        .forEach((name, node) -> {
          String key = prefix + name;
          Key<?> declared = keys.get(key);
          int line = mapping.markOf(name, node).line();
          if (declared != null) {
            value(declared, line, node);
          } else if (readElsewhere.contains(key)) {
            return;
          } else if (known.stream().anyMatch(other -> other.startsWith(key + "."))) {
            group(key, line, node);
          } else {
            problems.atLine(line, unknown(prefix, key));
          }
        });
  }

  private void group(String key, int line, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      walk(key + ".", mapping);
    } else {
      problems.atLine(
          line,
          key + ": expected keys below it, found " + node.kind() + "; write " + below(key + "."));
    }
  }

  private void value(Key<?> key, int line, YamlNode node) {
    List<String> texts = new ArrayList<>();
    boolean fits =
        switch (node) {
          case YamlNode.Scalar scalar -> !scalar.empty() && texts.add(scalar.text());
          case YamlNode.Sequence sequence -> key.type().list() && scalars(sequence, texts);
          case YamlNode.Mapping _ -> false;
        };
    if (fits) {
      var origin = problems.inFile(line, key.name());
      found.put(key.name(), new Written(List.copyOf(texts), null, base, origin));
    } else if (node instanceof YamlNode.Scalar) {
      problems.atLine(line, key.name() + ": the value is missing; write one, or remove the key");
    } else {
      String expected = key.type().list() ? "a list of single values" : "a single value";
      problems.atLine(line, key.name() + ": expected " + expected + ", found " + node.kind());
    }
  }

  private static boolean scalars(YamlNode.Sequence sequence, List<String> into) {
    for (YamlNode item : sequence.items()) {
      if (!(item instanceof YamlNode.Scalar scalar) || scalar.empty()) {
        return false;
      }
      into.add(scalar.text());
    }
    return true;
  }

  private String unknown(String prefix, String key) {
    if (known.contains(key + "-file")) {
      return key
          + ": secrets are not written into this file; write "
          + key
          + "-file: and the path of a file that holds it";
    }
    return key
        + ": unknown key; "
        + NearestName.of(key, known)
            .map(near -> "did you mean " + near + "?")
            .orElseGet(() -> "known here: " + below(prefix));
  }

  private String below(String prefix) {
    return known.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .map(name -> name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.')))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
