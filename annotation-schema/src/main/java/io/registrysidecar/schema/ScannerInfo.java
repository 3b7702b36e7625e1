package io.registrysidecar.schema;

/**
 * The program that made a report.
 *
 * @param name for example {@code registry-sidecar}; at most 64 characters
 * @param version its version; at most 64 characters
 */
public record ScannerInfo(String name, String version) {

  /** Checks the lengths, which bound the annotations. */
  public ScannerInfo {
    Require.text("scanner name", name, 64);
    Require.text("scanner version", version, 64);
  }
}
