package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;

import io.registrysidecar.testing.Evidence;

/** What the detector finds in one archive of an image. */
final class Archives {

  private Archives() {}

  static Evidence read(String path, byte[] archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive));
  }
}
