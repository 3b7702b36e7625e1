package io.registrysidecar.config;

import io.registrysidecar.config.Settings.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads the list of registries. With one registry, or none in the file, {@code REGISTRY_URL} and
 * its siblings are about that one; with several, the registry's name stands after {@code
 * REGISTRY_}.
 */
final class RegistriesReader {

  static final String GROUP = "registries";
  private static final String ONLY = "registry";

  private final Map<String, String> environment;
  private final Path base;
  private final Problems problems;

  RegistriesReader(Map<String, String> environment, Path base, Problems problems) {
    this.environment = environment;
    this.base = base;
    this.problems = problems;
  }

  /** The registries that the file or the environment names; none when neither does. */
  List<RegistrySettings> read(YamlNode.Mapping document) {
    List<YamlNode.Mapping> entries = entries(document);
    List<RegistrySettings> registries = new ArrayList<>();
    if (entries.isEmpty() && environment.containsKey(RegistryKeys.URL.environment())) {
      entries = List.of(YamlNode.Mapping.EMPTY);
    }
    boolean several = entries.size() > 1;
    if (several && environment.containsKey(RegistryKeys.URL.environment())) {
      problems.add(
          "REGISTRY_URL is set, but the file lists several registries; unset it, or write"
              + " REGISTRY_NAME_URL with the name of the one you mean");
    }
    for (int i = 0; i < entries.size(); i++) {
      one(i, entries.get(i), several, registries);
    }
    refuseTwins(registries);
    return registries;
  }

  private List<YamlNode.Mapping> entries(YamlNode.Mapping document) {
    YamlNode node = document.entries().get(GROUP);
    List<YamlNode.Mapping> entries = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlNode.Mapping mapping) {
          entries.add(mapping);
        } else {
          problems.atLine(
              item.line(),
              GROUP + ": found " + item.kind() + "; write - url: and the registry's URL");
        }
      }
    } else if (node != null) {
      problems.atLine(
          node.line(),
          GROUP
              + ": expected a list, found "
              + node.kind()
              + "; begin each registry with a hyphen");
    }
    return entries;
  }

  private void one(
      int index, YamlNode.Mapping entry, boolean several, List<RegistrySettings> into) {
    Map<String, Written> file =
        new HashMap<>(FileSection.read(RegistryKeys.ALL, List.of(), entry, base, problems));
    String place = GROUP + "[" + index + "]";
    Written name = file.get(RegistryKeys.NAME.name());
    if (several && name == null) {
      problems.atLine(
          entry.line(), place + ": name is missing; with several registries each needs one");
      return;
    }
    UnaryOperator<String> variables =
        several && name != null ? infix(name.texts().getFirst()) : UnaryOperator.identity();
    file.computeIfAbsent(
        RegistryKeys.NAME.name(),
        _ -> new Written(List.of(ONLY), null, base, new Problems.Origin(place)));
    Settings values =
        Settings.read(
            RegistryKeys.ALL,
            new Sources(
                Map.of(),
                environment,
                variables,
                file,
                entry.entries().isEmpty() ? place : problems.inFile(entry.line(), place).text()),
            problems);
    RegistryReader.read(values, problems).ifPresent(into::add);
  }

  private void refuseTwins(List<RegistrySettings> registries) {
    Set<String> names = new HashSet<>();
    Set<String> hosts = new HashSet<>();
    for (RegistrySettings registry : registries) {
      if (!names.add(registry.name())) {
        problems.add(
            GROUP + ": two are called " + registry.name() + "; give each a name of its own");
      }
      if (!hosts.add(registry.host())) {
        problems.add(
            GROUP
                + ": two have the address "
                + registry.host()
                + "; write it once, with all its repositories");
      }
    }
  }

  private static UnaryOperator<String> infix(String name) {
    String infix = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    return variable ->
        RegistryKeys.PREFIX + infix + variable.substring(RegistryKeys.PREFIX.length());
  }
}
