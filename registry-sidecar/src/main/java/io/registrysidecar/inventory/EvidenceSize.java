package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory a piece of evidence takes, in bytes. */
final class EvidenceSize {

  private static final int OBJECTS = 160;

  private EvidenceSize() {}

  static long of(FileEvidence file) {
    long size = of(file.path());
    for (PackageAt found : file.packages()) {
      size += of(found);
    }
    for (AboutPackage about : file.about()) {
      size += of(about);
    }
    for (Diversion diversion : file.diversions()) {
      size += of(diversion);
    }
    for (String directory : file.elsewhere()) {
      size += of(directory);
    }
    for (CoverageNote note : file.notes()) {
      size += of(note);
    }
    return size;
  }

  static long of(PackageAt found) {
    PackageFact fact = found.fact();
    SourcePackage source = fact.source();
    long size =
        OBJECTS
            + length(fact.namespace())
            + length(fact.name())
            + length(fact.version())
            + length(fact.architecture())
            + length(fact.maintainer())
            + length(fact.module())
            + length(fact.identification().packages())
            + length(found.inner());
    if (source != null) {
      size += length(source.name()) + length(source.version());
    }
    for (String license : fact.licenses()) {
      size += length(license);
    }
    for (Map.Entry<String, String> qualifier : fact.qualifiers().entrySet()) {
      size += length(qualifier.getKey()) + length(qualifier.getValue());
    }
    for (String provided : fact.relations().provides()) {
      size += length(provided);
    }
    for (List<String> need : fact.relations().needs()) {
      for (String name : need) {
        size += length(name);
      }
    }
    return size;
  }

  static long of(AboutPackage about) {
    long size =
        OBJECTS + length(about.name()) + (long) (Long.BYTES + Integer.BYTES) * about.files().size();
    for (String license : about.licenses()) {
      size += length(license);
    }
    return size;
  }

  static long of(Diversion diversion) {
    return OBJECTS + length(diversion.from()) + length(diversion.to()) + length(diversion.by());
  }

  static long of(CoverageNote note) {
    return OBJECTS + length(note.message()) + length(note.path());
  }

  static long of(String path) {
    return OBJECTS + length(path);
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : 24 + text.length();
  }
}
