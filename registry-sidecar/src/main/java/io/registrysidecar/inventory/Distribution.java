package io.registrysidecar.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operating system distribution, as os-release(5) names it.
 *
 * @param id for example {@code debian}
 * @param versionId for example {@code 12}, or null for rolling releases
 * @param codename for example {@code bookworm}, or null
 * @param prettyName for people
 * @param idLike identifiers of distributions that it derives from, nearest first
 * @param repositories the products whose repositories its packages are from, as advisories name
 *     them, sorted; empty where nothing says so
 */
public record Distribution(
    String id,
    @Nullable String versionId,
    @Nullable String codename,
    String prettyName,
    List<String> idLike,
    List<String> repositories) {

  /** Stands for the identifier where a file names a product of SUSE, whichever the system is. */
  public static final String SUSE_PRODUCT = "suse-product";

  /** Copies the lists; what has no name for people is called by its identifier and version. */
  public Distribution {
    if (prettyName.isBlank()) {
      prettyName = versionId == null ? id : id + " " + versionId;
    }
    idLike = List.copyOf(idLike);
    repositories = List.copyOf(repositories);
  }

  /** A distribution of which nothing says what its packages are from. */
  public Distribution(
      String id,
      @Nullable String versionId,
      @Nullable String codename,
      String prettyName,
      List<String> idLike) {
    this(id, versionId, codename, prettyName, idLike, List.of());
  }
}
