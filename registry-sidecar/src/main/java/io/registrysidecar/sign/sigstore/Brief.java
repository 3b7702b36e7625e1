package io.registrysidecar.sign.sigstore;

/** Text from outside in messages: short, and on one line. */
final class Brief {

  private static final int LONGEST = 200;

  private Brief() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
