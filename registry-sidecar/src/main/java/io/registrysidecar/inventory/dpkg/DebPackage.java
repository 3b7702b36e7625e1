package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.SourcePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One stanza of dpkg's database, and whether its package is there. */
final class DebPackage {

  /**
   * States in which all files of a package are on disk, though some scripts may not have run
   * (dpkg(1)). Not among them: {@code half-installed}, whose unpacking failed, and {@code
   * config-files}, which was removed.
   */
  private static final Set<String> UNPACKED =
      Set.of("installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending");

  private static final Pattern SOURCE =
      Pattern.compile("(?<name>[^\\s()]+)(?:\\s*\\((?<version>[^\\s()]+)\\))?");

  /** The name that a relation begins with. */
  private static final Pattern RELATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+.-]*");

  private DebPackage() {}

  /** Tells the package that {@code stanza}, which begins at {@code line}, says is there. */
  static void of(String type, Map<String, String> stanza, int line, EvidenceSink found) {
    if (!isUnpacked(stanza.get("Status"))) {
      return;
    }
    String name = word(stanza, "Package");
    String version = word(stanza, "Version");
    if (name == null || version == null) {
      String missing = name == null ? "Package" : "Version";
      found.incomplete(
          "dpkg-stanza-broken",
          "the package at line " + line + " has no usable " + missing + " and was left out");
      return;
    }
    found.found(
        PackageFact.of(type, null, name, version)
            .ofArchitecture(word(stanza, "Architecture"))
            .builtFrom(source(stanza, name, version))
            .maintainedBy(stanza.get("Maintainer"))
            .with(relations(stanza)));
  }

  /** A database without dpkg has no states: what is listed is there. */
  private static boolean isUnpacked(@Nullable String status) {
    if (status == null || status.isEmpty()) {
      return true;
    }
    return UNPACKED.contains(status.substring(status.lastIndexOf(' ') + 1));
  }

  private static Relations relations(Map<String, String> stanza) {
    List<List<String>> needs = new ArrayList<>(names(stanza.get("Pre-Depends")));
    needs.addAll(names(stanza.get("Depends")));
    return new Relations(
        needs, names(stanza.get("Provides")).stream().map(List::getFirst).toList());
  }

  /** Names between commas, alternatives between bars, without versions and architectures. */
  private static List<List<String>> names(@Nullable String field) {
    if (field == null) {
      return List.of();
    }
    List<List<String>> names = new ArrayList<>();
    for (String relation : field.split(",", -1)) {
      List<String> alternatives = new ArrayList<>();
      for (String alternative : relation.split("\\|", -1)) {
        Matcher name = RELATION.matcher(alternative.strip());
        if (name.lookingAt()) {
          alternatives.add(name.group());
        }
      }
      if (!alternatives.isEmpty()) {
        names.add(alternatives);
      }
    }
    return names;
  }

  /** The source is named only where it differs, and its version only where that differs, too. */
  private static SourcePackage source(Map<String, String> stanza, String name, String version) {
    String text = stanza.get("Source");
    Matcher source = SOURCE.matcher(text == null ? "" : text);
    if (!source.matches()) {
      return new SourcePackage(name, version);
    }
    String sourceVersion = source.group("version");
    return new SourcePackage(source.group("name"), sourceVersion == null ? version : sourceVersion);
  }

  private static @Nullable String word(Map<String, String> stanza, String field) {
    String value = stanza.get(field);
    return value == null || value.isEmpty() || value.indexOf(' ') >= 0 ? null : value;
  }
}
