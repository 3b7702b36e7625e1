package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coordinates of an archive in which Maven has left none, and how sure they are.
 *
 * @param coordinates the coordinates
 * @param identification by what the group was told
 */
record UntoldName(Coordinates coordinates, Identification identification) {

  /**
   * Asks, in this order, the manifest, the table of much used archives, the packages of the
   * classes, and the name of the Java module. Where none tells, the group is taken to be called
   * like the artifact: that was the custom at the time from which most archives are that tell
   * nothing.
   *
   * @return null where there is no version, or nothing that coordinates may be
   */
  static @Nullable UntoldName of(
      JarName name,
      @Nullable JarManifest manifest,
      @Nullable ModuleInfo module,
      ClassPackages packages,
      List<ZipEntry> entries,
      ZipContent content)
      throws IOException {
    Coordinates stated = manifest == null ? null : manifest.coordinates(name);
    if (stated != null) {
      return new UntoldName(stated, Identification.by(Basis.MANIFEST));
    }
    Basis basis = Basis.KNOWN_ARTIFACT;
    String group = KnownGroups.of(name.artifact());
    if (group == null && manifest != null) {
      basis = Basis.MANIFEST;
      group = manifest.group(name.artifact());
    }
    if (group == null) {
      basis = Basis.CLASS_PACKAGES;
      group = packages.group(name.artifact(), entries, content);
    }
    String moduleName =
        module != null ? module.name() : manifest == null ? null : manifest.moduleName();
    if (group == null && moduleName != null) {
      basis = Basis.MODULE_NAME;
      group = GroupOfName.of(moduleName, name.artifact());
    }
    if (group == null) {
      basis = Basis.FILE_NAME;
      group = name.artifact();
    }
    String version =
        name.version() != null || manifest == null ? name.version() : manifest.version();
    Coordinates told = Coordinates.of(group, name.artifact(), version);
    return told == null ? null : new UntoldName(told, new Identification(basis, packages.shared()));
  }
}
