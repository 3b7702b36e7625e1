package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.inventory.Component;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * Whether a row is about the series of versions that the component is of. One that is about
   * another says neither that the component is affected nor that it is not.
   *
   * @param inside whether the installed version lies in its ranges
   */
  default boolean isOfSeries(Component component, Wanted wanted, AffectedRow row, boolean inside) {
    return true;
  }

  /**
   * Which of the rows about one package count.
   *
   * @param rows by ecosystem, in the order of {@link #ecosystems}
   */
  default Map<String, List<AffectedRow>> counting(
      Component component, Map<String, List<AffectedRow>> rows) {
    return rows;
  }

  /**
   * Whether a row is of the stream that the component is from. What its own stream says of a
   * problem goes before what others say.
   */
  default boolean isOfOwnStream(Component component, String ecosystem, AffectedRow row) {
    return false;
  }

  /**
   * What has to be known of a fix that not everybody gets; null where there is nothing.
   *
   * @param advisory the identifier of the advisory that names the fix
   */
  default @Nullable Terms terms(
      Component component, String ecosystem, String advisory, String fixed) {
    return null;
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
   * What a fix hangs on.
   *
   * @param offered whether the component can be given it as it is installed
   * @param words what it hangs on, to end a sentence with
   */
  record Terms(boolean offered, String words) {}

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
