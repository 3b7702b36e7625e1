package io.registrysidecar.inventory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which distributions are others under another name: one table. Their packages are those of the
 * base, so its advisories are about them; what they build themselves is told by its builder.
 *
 * <p>Distributions that rebuild everything with versions of their own are not here, whatever they
 * say that they are like: nothing tells which fixes they have.
 */
public final class Derivatives {

  private static final Map<String, Base> TABLE =
      Map.ofEntries(
          Map.entry("raspbian", Base.same("debian")),
          Map.entry(
              "devuan", new Base("debian", Map.of("3", "10", "4", "11", "5", "12", "6", "13"))),
          Map.entry(
              "linuxmint", new Base("ubuntu", Map.of("20", "20.04", "21", "22.04", "22", "24.04"))),
          Map.entry("lmde", new Base("debian", Map.of("5", "11", "6", "12", "7", "13"))),
          Map.entry("pop", Base.same("ubuntu")),
          Map.entry("neon", Base.same("ubuntu")),
          Map.entry(
              "zorin", new Base("ubuntu", Map.of("16", "20.04", "17", "22.04", "18", "24.04"))),
          Map.entry("postmarketos", new Base("alpine", Map.of())),
          Map.entry("scientific", Base.same("rhel")),
          Map.entry("sles_sap", Base.same("sles")),
          Map.entry("sled", Base.same("sles")),
          Map.entry("sle_hpc", Base.same("sles")),
          Map.entry("sl-micro", Base.same("sle-micro")),
          Map.entry("suse-microos", Base.same("sle-micro")),
          Map.entry("archarm", Base.same("arch")));

  private Derivatives() {}

  /** What {@code os} is made of: itself, unless the table knows better. */
  public static Distribution base(Distribution os) {
    Base base = TABLE.get(os.id());
    if (base == null) {
      return os;
    }
    return new Distribution(
        base.id,
        base.version(os.versionId()),
        null,
        os.prettyName(),
        os.idLike(),
        os.repositories());
  }

  /**
   * A row of the table.
   *
   * @param id the base
   * @param versions its version by the first number of the derivative's, where they are not the
   *     same
   */
  private record Base(String id, @Nullable Map<String, String> versions) {

    static Base same(String id) {
      return new Base(id, null);
    }

    @Nullable String version(@Nullable String version) {
      return version == null || versions == null
          ? version
          : versions.get(version.split("\\.", 2)[0]);
    }
  }
}
