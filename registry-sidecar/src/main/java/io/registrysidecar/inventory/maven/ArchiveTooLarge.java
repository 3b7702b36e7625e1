package io.registrysidecar.inventory.maven;

import java.io.IOException;

/** An archive costs more than is spent on any. */
final class ArchiveTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  ArchiveTooLarge(String message) {
    super(message);
  }
}
