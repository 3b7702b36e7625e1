package io.registrysidecar.inventory.sbom;

import io.registrysidecar.inventory.SourcePackage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a bill of materials while it is read. */
final class SbomComponent {

  String type = "library";
  String group = "";
  String name = "";
  String version = "";
  String purl = "";
  String description = "";
  String maintainer = "";
  String layer = "";
  String id = "";
  String owner = "";
  String scope = "";
  String sourceName = "";
  String sourceVersion = "";
  String sourceEpoch = "";
  String sourceRelease = "";
  final List<String> paths = new ArrayList<>();
  final List<String> licenses = new ArrayList<>();

  /** The source package, when the entry names one. */
  @Nullable SourcePackage source() {
    if (sourceName.isEmpty()) {
      return null;
    }
    if (sourceVersion.isEmpty()) {
      return new SourcePackage(sourceName, version);
    }
    String epoch = sourceEpoch.isEmpty() ? "" : sourceEpoch + ":";
    String release = sourceRelease.isEmpty() ? "" : "-" + sourceRelease;
    return new SourcePackage(sourceName, epoch + sourceVersion + release);
  }

  /** The name with its group. */
  String fullName() {
    return group.isEmpty() ? name : group + "/" + name;
  }

  /** Whether it only served to build or test what the document is about (CycloneDX, scope). */
  boolean isExcluded() {
    return scope.equals("excluded");
  }

  /** Whether this is software that advisories could be about. */
  boolean isPackage() {
    return switch (type) {
      case "library", "framework", "application", "firmware", "platform" -> true;
      case "container", "operating-system", "file", "archive", "device" -> false;
      default -> !purl.isEmpty();
    };
  }
}
