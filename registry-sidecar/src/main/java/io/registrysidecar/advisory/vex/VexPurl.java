package io.registrysidecar.advisory.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A package URL in a statement: version and qualifiers count only if they are there. */
record VexPurl(
    String type,
    @Nullable String namespace,
    String name,
    @Nullable String version,
    Map<String, String> qualifiers) {

  /** Null where the text is no package URL. */
  static @Nullable VexPurl parse(String text) {
    try {
      PackageURL purl = new PackageURL(text);
      String version = purl.getVersion();
      return new VexPurl(
          purl.getType(),
          purl.getNamespace(),
          purl.getName(),
          // Common tools encode the colon of a digest twice.
          version == null ? null : version.replace("%3A", ":"),
          purl.getQualifiers() == null ? Map.of() : purl.getQualifiers());
    } catch (MalformedPackageURLException e) {
      return null;
    }
  }

  /** Whether it means this component, by its own name or, where it says so, its source's. */
  boolean means(Component component) {
    VexPurl own = parse(component.purl());
    return own != null && means(own, component.source());
  }

  /**
   * The same of a component of which no more is known.
   *
   * @param source what it was built from, or null when that is called as it is
   */
  boolean means(VexPurl own, @Nullable SourcePackage source) {
    if (!type.equals(own.type) || !Objects.equals(namespace, own.namespace)) {
      return false;
    }
    boolean asSource =
        "source".equals(qualifiers.get("arch")) || "src".equals(qualifiers.get("arch"));
    String ownName = asSource && source != null ? source.name() : own.name;
    String ownVersion = asSource && source != null ? source.version() : own.version;
    return name.equals(ownName)
        && (version == null || version.equals(ownVersion))
        && qualifiers.entrySet().stream()
            .allMatch(qualifier ->
                switch (qualifier.getKey()) {
                  case "upstream" -> isSource(qualifier.getValue(), source, own.name);
                  case "arch" -> asSource || isSame(qualifier, own);
                  default -> isSame(qualifier, own);
                });
  }

  /** Whether it means a package of this name, in whatever version and kind. */
  boolean isCalledAs(Component component) {
    VexPurl own = parse(component.purl());
    return own != null
        && type.equals(own.type)
        && Objects.equals(namespace, own.namespace)
        && name.equals(own.name);
  }

  private static boolean isSame(Map.Entry<String, String> qualifier, VexPurl own) {
    return qualifier.getValue().equals(own.qualifiers.get(qualifier.getKey()));
  }

  /** {@code name} or {@code name@version}; a package without another source is its own. */
  private static boolean isSource(String text, @Nullable SourcePackage source, String ownName) {
    int at = text.indexOf('@');
    String wanted = at < 0 ? text : text.substring(0, at);
    if (source == null) {
      return at < 0 && wanted.equals(ownName);
    }
    return wanted.equals(source.name())
        && (at < 0 || text.substring(at + 1).equals(source.version()));
  }
}
