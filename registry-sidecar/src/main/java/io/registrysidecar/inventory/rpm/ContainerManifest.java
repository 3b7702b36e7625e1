package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code container-manifest-2}, which images of Azure Linux without rpm have in place of its
 * database: a package a line, ten fields between tabs.
 */
final class ContainerManifest {

  private static final int FIELDS = 10;
  private static final int NAME = 0;
  private static final int VERSION = 1;
  private static final int VENDOR = 4;
  private static final int ARCHITECTURE = 7;
  private static final int EPOCH = 8;
  private static final int SOURCE = 9;

  private ContainerManifest() {}

  static void read(LineReader lines, EvidenceSink found) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      String[] fields = line.split("\t", -1);
      String name = fields.length == FIELDS ? field(fields, NAME) : null;
      String version = fields.length == FIELDS ? field(fields, VERSION) : null;
      if (name != null && version != null) {
        found.found(
            PackageFact.of("rpm", null, name, RpmPackage.version(field(fields, EPOCH), version))
                .ofArchitecture(field(fields, ARCHITECTURE))
                .builtFrom(RpmPackage.source(field(fields, SOURCE)))
                .maintainedBy(field(fields, VENDOR)));
      } else if (!line.isBlank()) {
        found.incomplete("rpm-package-broken", "line " + lines.number() + " is no package");
      }
    }
  }

  private static @Nullable String field(String[] fields, int index) {
    String value = fields[index].strip();
    return value.isEmpty() || value.equals("(none)") ? null : value;
  }
}
