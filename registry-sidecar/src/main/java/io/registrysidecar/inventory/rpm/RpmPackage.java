package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.OwnedFiles;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of an rpm package. */
final class RpmPackage {

  /** rpm keeps the keys that it trusts as packages without content. */
  private static final String KEY = "gpg-pubkey";

  private RpmPackage() {}

  /** Tells the package and its files, unless the header is that of a key. */
  static void tell(PackageHeader header, EvidenceSink found) throws MalformedEvidence {
    Optional<PackageFact> fact = of(header);
    if (fact.isPresent()) {
      found.found(fact.get().with(relations(fact.get(), header, found)));
      files(fact.get(), header, found);
    }
  }

  /** Without what rpm itself provides, and without conditions. */
  private static Relations relations(PackageFact fact, PackageHeader header, EvidenceSink found) {
    try {
      return new Relations(
          header.texts(PackageHeader.REQUIRES).stream()
              .filter(name -> !name.startsWith("rpmlib(") && !name.startsWith("("))
              .distinct()
              .map(List::of)
              .toList(),
          header.texts(PackageHeader.PROVIDES).stream().distinct().toList());
    } catch (MalformedEvidence e) {
      found.incomplete(
          "rpm-relations-broken", "what " + fact.name() + " needs is not known: " + e.getMessage());
      return Relations.NONE;
    }
  }

  /** A package whose files cannot be told is there all the same. */
  private static void files(PackageFact fact, PackageHeader header, EvidenceSink found) {
    try {
      OwnedFiles files = RpmFiles.of(header);
      if (!files.equals(OwnedFiles.NONE)) {
        found.about(AboutPackage.owning("rpm", fact.name(), fact.architecture(), files));
      }
    } catch (MalformedEvidence e) {
      found.incomplete(
          "rpm-files-broken",
          "which files belong to " + fact.name() + " is not known: " + e.getMessage());
    }
  }

  /** Empty when the header is that of a key. */
  static Optional<PackageFact> of(PackageHeader header) throws MalformedEvidence {
    String name = header.get(PackageHeader.NAME);
    String version = header.get(PackageHeader.VERSION);
    String release = header.get(PackageHeader.RELEASE);
    if (name == null || version == null || release == null) {
      throw new MalformedEvidence(
          "the package %s has no %s"
              .formatted(
                  name == null ? "" : "\"" + name + "\"",
                  name == null ? "name" : version == null ? "version" : "release"));
    }
    if (name.equals(KEY)) {
      return Optional.empty();
    }
    String epoch = header.get(PackageHeader.EPOCH);
    String license = header.get(PackageHeader.LICENSE);
    return Optional.of(
        PackageFact.of("rpm", null, name, version(epoch, version + "-" + release))
            .ofArchitecture(header.get(PackageHeader.ARCHITECTURE))
            .builtFrom(source(header.get(PackageHeader.SOURCE_RPM)))
            .maintainedBy(header.get(PackageHeader.VENDOR))
            .licensed(license == null ? List.of() : List.of(license))
            .inModule(header.get(PackageHeader.MODULARITY_LABEL)));
  }

  /** Without an epoch, or with that of zero, which is the same, none is written. */
  static String version(@Nullable String epoch, String versionAndRelease) {
    return epoch == null || epoch.equals("0") ? versionAndRelease : epoch + ":" + versionAndRelease;
  }

  /**
   * The source package that a file name such as {@code openssl-3.0.7-6.el9.src.rpm} tells. Its
   * epoch is not in it.
   */
  static @Nullable SourcePackage source(@Nullable String file) {
    if (file == null || !file.endsWith(".rpm")) {
      return null;
    }
    int architecture = file.lastIndexOf('.', file.length() - ".rpm".length() - 1);
    int release = architecture < 0 ? -1 : file.lastIndexOf('-', architecture);
    int version = release < 0 ? -1 : file.lastIndexOf('-', release - 1);
    return version < 1
        ? null
        : new SourcePackage(file.substring(0, version), file.substring(version + 1, architecture));
  }
}
