package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;

/** How the components of an ecosystem are looked up in advisories. */
interface EcosystemRules {

  /** The ecosystems, with release, whose advisories are about this component. */
  default List<String> ecosystems(Component component) {
    String release = component.release();
    return List.of(release == null ? component.ecosystem() : component.ecosystem() + ":" + release);
  }

  /**
   * The packages, under the names that advisories use, that this component is or was built from.
   */
  default List<Wanted> packages(Component component) {
    return List.of(new Wanted(component.name(), component.version()));
  }

  /**
   * Whether an advisory that has said something of one of {@link #packages} is not asked about
   * those that come after it.
   */
  default boolean firstDecides() {
    return false;
  }

  /**
   * Whether an advisory that has said something in one of {@link #ecosystems} is not asked in those
   * that come after it.
   */
  default boolean firstEcosystemDecides(Component component) {
    return false;
  }

  /**
   * A version as it is to be compared; the same for what is installed and for what advisories say.
   */
  default String comparable(String version) {
    return version;
  }

  /**
   * Whether somebody else than the ecosystem's distribution built this, so that its advisories say
   * nothing about it.
   */
  default boolean isForeign(Component component) {
    return false;
  }

  /**
   * Whether advisories of this ecosystem are a distribution's verdict about packages that it builds
   * itself.
   */
  default boolean isDistribution() {
    return false;
  }

  /**
   * A package to look up.
   *
   * @param name as advisories have it
   * @param version to compare with theirs
   * @param epochKnown whether a version without an epoch has none; else epochs are not compared
   */
  record Wanted(String name, String version, boolean epochKnown) {

    /** A package whose version is complete. */
    Wanted(String name, String version) {
      this(name, version, true);
    }
  }
}
