package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which distribution an image is, of what its files say.
 *
 * <p>{@code os-release} names it. The other files correct it where it is known to be silent or
 * late: Debian's testing and unstable releases have no version there but a code name in {@code
 * debian_version}, and an Alpine image whose repositories are those of another branch gets its
 * packages, and their fixes, from that branch.
 *
 * @param distribution the distribution, or null when no file names one
 * @param notes what is doubtful about it
 */
record DistributionChoice(@Nullable Distribution distribution, List<CoverageNote> notes) {

  private static final String OS_RELEASE = "etc/os-release";
  private static final String VENDOR_OS_RELEASE = "usr/lib/os-release";
  private static final String ALPINE_RELEASE = "etc/alpine-release";
  private static final String DEBIAN_VERSION = "etc/debian_version";
  private static final String RED_HAT_RELEASE = "etc/redhat-release";
  private static final Set<String> SUSE = Set.of("sles", "sle-micro");
  private static final String APK_REPOSITORIES = "etc/apk/repositories";

  static DistributionChoice of(Map<String, Distribution> named) {
    Distribution chosen =
        first(
            named, OS_RELEASE, VENDOR_OS_RELEASE, ALPINE_RELEASE, DEBIAN_VERSION, RED_HAT_RELEASE);
    if (chosen == null) {
      return new DistributionChoice(null, List.of());
    }
    Distribution debian = named.get(DEBIAN_VERSION);
    if (chosen.id().equals("debian")
        && chosen.versionId() == null
        && chosen.codename() == null
        && debian != null) {
      return new DistributionChoice(with(chosen, debian.versionId(), debian.codename()), List.of());
    }
    Distribution branch = named.get(APK_REPOSITORIES);
    if (chosen.id().equals("alpine") && branch != null && !isOf(chosen, branch)) {
      return otherBranch(chosen, branch);
    }
    return new DistributionChoice(withRepositories(chosen, named.values()), List.of());
  }

  /** What each layer of an image says of where its packages are from, together. */
  private static Distribution withRepositories(
      Distribution chosen, Collection<Distribution> named) {
    List<String> repositories =
        named.stream()
            .filter(other -> isAbout(other, chosen))
            .flatMap(other -> other.repositories().stream())
            .distinct()
            .sorted()
            .toList();
    return new Distribution(
        chosen.id(),
        chosen.versionId(),
        chosen.codename(),
        chosen.prettyName(),
        chosen.idLike(),
        repositories);
  }

  private static boolean isAbout(Distribution other, Distribution chosen) {
    return other.id().equals(chosen.id())
        || (other.id().equals(Distribution.SUSE_PRODUCT)
            && SUSE.contains(Derivatives.base(chosen).id()));
  }

  private static DistributionChoice otherBranch(Distribution chosen, Distribution branch) {
    List<CoverageNote> notes = new ArrayList<>();
    notes.add(
        CoverageNote.of(
            "os-mixed",
            "the image is Alpine "
                + chosen.versionId()
                + ", but its package repositories are those of "
                + branch.versionId()
                + "; its packages were taken to be of "
                + branch.versionId()));
    return new DistributionChoice(with(chosen, branch.versionId(), null), notes);
  }

  /** Whether a full version such as {@code 3.20.3} is of the branch {@code 3.20}. */
  private static boolean isOf(Distribution chosen, Distribution branch) {
    String version = chosen.versionId();
    String wanted = branch.versionId();
    return version != null
        && wanted != null
        && (version.equals(wanted)
            || version.startsWith(wanted + ".")
            || (wanted.equals("edge") && version.contains("_alpha")));
  }

  private static Distribution with(
      Distribution chosen, @Nullable String versionId, @Nullable String codename) {
    return new Distribution(chosen.id(), versionId, codename, chosen.prettyName(), chosen.idLike());
  }

  private static @Nullable Distribution first(Map<String, Distribution> named, String... paths) {
    for (String path : paths) {
      Distribution distribution = named.get(path);
      if (distribution != null) {
        return distribution;
      }
    }
    return null;
  }
}
