package io.registrysidecar.inventory;

import io.registrysidecar.oci.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something installed in an image, with where it came from.
 *
 * @param purl the canonical package URL, with {@code distro} and {@code arch} qualifiers for
 *     distribution packages
 * @param ecosystem the advisory ecosystem without release, as OSV names it ({@code Debian}, {@code
 *     Alpine}, {@code Maven}, {@code npm}, {@code PyPI}, {@code Go}), or {@code unknown:<purl type
 *     or distribution id>} where there is none
 * @param release the distribution release as OSV writes it after the colon ({@code 12}, {@code
 *     v3.20}), or null for language ecosystems and rolling releases
 * @param name the name as advisories write it ({@code group:artifact} for Maven,
 *     {@code @scope/name} for npm, the module path for Go)
 * @param version the installed version
 * @param source the source package, or null
 * @param maintainer who built it, or null
 * @param layer the layer that introduced this version
 * @param paths where its evidence is, sorted
 * @param ownedBy package URL of the distribution package that owns the files, or null
 * @param licenses licence expressions or names as stated, sorted
 * @param identification how its name was told
 */
public record Component(
    String purl,
    String ecosystem,
    @Nullable String release,
    String name,
    String version,
    @Nullable SourcePackage source,
    @Nullable String maintainer,
    Digest layer,
    List<String> paths,
    @Nullable String ownedBy,
    List<String> licenses,
    Identification identification) {

  /** Copies the lists. */
  public Component {
    paths = List.copyOf(paths);
    licenses = List.copyOf(licenses);
  }

  /** A component that its own metadata names. */
  public Component(
      String purl,
      String ecosystem,
      @Nullable String release,
      String name,
      String version,
      @Nullable SourcePackage source,
      @Nullable String maintainer,
      Digest layer,
      List<String> paths,
      @Nullable String ownedBy,
      List<String> licenses) {
    this(
        purl,
        ecosystem,
        release,
        name,
        version,
        source,
        maintainer,
        layer,
        paths,
        ownedBy,
        licenses,
        Identification.STATED);
  }

  /** The same with its evidence at these paths. */
  Component withPaths(List<String> seen) {
    return with(seen, ownedBy);
  }

  /** The same as if it belonged to no other. */
  Component withoutOwner() {
    return ownedBy == null ? this : with(paths, null);
  }

  private Component with(List<String> seen, @Nullable String owner) {
    return new Component(
        purl,
        ecosystem,
        release,
        name,
        version,
        source,
        maintainer,
        layer,
        seen,
        owner,
        licenses,
        identification);
  }
}
