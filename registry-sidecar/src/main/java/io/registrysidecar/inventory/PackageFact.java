package io.registrysidecar.inventory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One package as its own database or metadata describes it, before anything is known about the
 * image around it.
 *
 * @param type the package URL type: {@code deb}, {@code apk}, {@code maven}, {@code npm}, {@code
 *     pypi}, {@code golang}, {@code rpm}
 * @param namespace the package URL namespace (Maven group, npm scope with {@code @}, Go module path
 *     up to the last slash), or null; null for distribution packages
 * @param name the name, as the ecosystem writes it
 * @param version the version, as the ecosystem writes it
 * @param architecture the architecture, or null
 * @param source the source package, or null when the ecosystem has none
 * @param maintainer who built the package as it says itself, or null; tells foreign packages from
 *     the distribution's own
 * @param licenses licence expressions or names as stated, possibly empty
 * @param module the module stream that it was built in, as rpm labels it ({@code
 *     nodejs:18:8090020240301110609:rhel8}), or null
 * @param relations what it says about other packages
 * @param identification how its name was told
 * @param qualifiers what else its package URL says by the definition of its type, such as the
 *     {@code build} of a conda package
 */
public record PackageFact(
    String type,
    @Nullable String namespace,
    String name,
    String version,
    @Nullable String architecture,
    @Nullable SourcePackage source,
    @Nullable String maintainer,
    List<String> licenses,
    @Nullable String module,
    Relations relations,
    Identification identification,
    Map<String, String> qualifiers) {

  /** Copies the licences and the qualifiers. */
  public PackageFact {
    licenses = List.copyOf(licenses);
    qualifiers = Map.copyOf(qualifiers);
  }

  /** A fact with nothing but type, namespace, name and version. */
  public static PackageFact of(
      String type, @Nullable String namespace, String name, String version) {
    return new PackageFact(
        type,
        namespace,
        name,
        version,
        null,
        null,
        null,
        List.of(),
        null,
        Relations.NONE,
        Identification.STATED,
        Map.of());
  }

  /** The same, made for processors of that architecture. */
  public PackageFact ofArchitecture(@Nullable String made) {
    return changed(parts -> parts.architecture = made);
  }

  /** The same, built from that source package. */
  public PackageFact builtFrom(@Nullable SourcePackage built) {
    return changed(parts -> parts.source = built);
  }

  /** The same, built by whom it names itself. */
  public PackageFact maintainedBy(@Nullable String named) {
    return changed(parts -> parts.maintainer = named);
  }

  /** The same with these licences. */
  public PackageFact licensed(List<String> stated) {
    return changed(parts -> parts.licenses = stated);
  }

  /** The same, built in that module stream. */
  public PackageFact inModule(@Nullable String label) {
    return changed(parts -> parts.module = label);
  }

  /** The same with what it says about other packages. */
  public PackageFact with(Relations said) {
    return changed(parts -> parts.relations = said);
  }

  /** The same, its name told in that way. */
  public PackageFact told(Identification told) {
    return changed(parts -> parts.identification = told);
  }

  /** The same, its package URL qualified by these, too. */
  public PackageFact qualified(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(qualifiers);
    all.putAll(more);
    return changed(parts -> parts.qualifiers = all);
  }

  private PackageFact changed(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return new PackageFact(
        type,
        namespace,
        name,
        version,
        parts.architecture,
        parts.source,
        parts.maintainer,
        parts.licenses,
        parts.module,
        parts.relations,
        parts.identification,
        parts.qualifiers);
  }

  /** What may differ between a fact and the one that is made from it; lives for one change. */
  private static final class Parts {
    @Nullable String architecture;
    @Nullable SourcePackage source;
    @Nullable String maintainer;
    List<String> licenses;
    @Nullable String module;
    Relations relations;
    Identification identification;
    Map<String, String> qualifiers;

    Parts(PackageFact of) {
      architecture = of.architecture;
      source = of.source;
      maintainer = of.maintainer;
      licenses = of.licenses;
      module = of.module;
      relations = of.relations;
      identification = of.identification;
      qualifiers = of.qualifiers;
    }
  }
}
