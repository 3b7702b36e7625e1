package io.registrysidecar.advisory;

import io.registrysidecar.image.CoverageNote;

/** What is said of an image where there was no advisory database. */
public final class NoDatabase {

  /** Of the image as a whole, with what to do about it. */
  public static final CoverageNote NOTE =
      CoverageNote.of(
          "advisory-database-missing",
          "There was no advisory database, so nothing was matched. Load one: registry-sidecar db"
              + " import.");

  private NoDatabase() {}
}
