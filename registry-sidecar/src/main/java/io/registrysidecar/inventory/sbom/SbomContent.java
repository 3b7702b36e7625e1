package io.registrysidecar.inventory.sbom;

import io.registrysidecar.inventory.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a bill of materials says, while it is read. Bounded in number; its bytes are, too. */
final class SbomContent {

  /** How this program's identifiers of components begin. */
  private static final String PACKAGE = "SPDXRef-Package-";

  static final int MAX_COMPONENTS = 200_000;
  private static final int MAX_RELATIONS = 2_000_000;

  private final String format;
  private final List<SbomComponent> components = new ArrayList<>();
  private final Map<String, String> contained = new HashMap<>();
  private final Map<String, Set<String>> needs = new HashMap<>();
  private @Nullable Distribution distribution;
  private int relations;

  SbomContent(String format) {
    this.format = format;
  }

  void add(SbomComponent component) throws MalformedSbom {
    if (component.type.equals("operating-system")) {
      if (!component.name.isBlank() && !component.name.equals("none")) {
        distribution =
            new Distribution(
                component.name,
                component.version.isEmpty() ? null : component.version,
                null,
                component.description,
                List.of());
      }
      return;
    }
    if (!component.isPackage()) {
      return;
    }
    if (components.size() == MAX_COMPONENTS) {
      throw new MalformedSbom("it has more than " + MAX_COMPONENTS + " components");
    }
    components.add(component);
  }

  /** The element {@code inner} is part of {@code outer}; what layers contain says no more. */
  void contains(String outer, String inner) throws MalformedSbom {
    if (outer.startsWith(PACKAGE) && inner.startsWith(PACKAGE)) {
      if (contained.size() == MAX_COMPONENTS) {
        throw new MalformedSbom("it has more than " + MAX_COMPONENTS + " relationships");
      }
      contained.put(inner, outer);
    }
  }

  /** The element {@code from} needs {@code to}. */
  void needs(String from, String to) throws MalformedSbom {
    if (++relations > MAX_RELATIONS) {
      throw new MalformedSbom("it has more than " + MAX_RELATIONS + " dependencies");
    }
    needs.computeIfAbsent(from, _ -> new HashSet<>()).add(to);
  }

  /** By element, which it needs. */
  Map<String, Set<String>> needs() {
    return needs;
  }

  /** Names the owner of each component that is part of another. */
  void resolveOwners() {
    Map<String, String> purls = new HashMap<>();
    components.forEach(each -> purls.put(each.id, each.purl));
    for (SbomComponent each : components) {
      String outer = contained.get(each.id);
      String owner = outer == null ? null : purls.get(outer);
      if (owner != null) {
        each.owner = owner;
      }
    }
  }

  void setDistribution(Distribution named) {
    distribution = named;
  }

  String format() {
    return format;
  }

  List<SbomComponent> components() {
    return components;
  }

  @Nullable Distribution distribution() {
    return distribution;
  }
}
