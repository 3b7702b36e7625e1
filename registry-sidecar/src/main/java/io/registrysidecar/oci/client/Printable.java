package io.registrysidecar.oci.client;

/** Text from a registry, made fit for a message: one line, no control characters, not long. */
final class Printable {

  private static final int LONGEST = 300;

  private Printable() {}

  static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
