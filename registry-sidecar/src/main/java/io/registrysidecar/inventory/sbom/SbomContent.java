package io.registrysidecar.inventory.sbom;

import io.registrysidecar.inventory.Distribution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bill of materials says, while it is read. Bounded in number; its bytes are, too. */
final class SbomContent {

  static final int MAX_COMPONENTS = 200_000;

  private final String format;
  private final List<SbomComponent> components = new ArrayList<>();
  private @Nullable Distribution distribution;

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
