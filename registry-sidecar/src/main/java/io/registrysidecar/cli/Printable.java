package io.registrysidecar.cli;

/** Makes text of strangers harmless to terminals. */
final class Printable {

  private Printable() {}

  /** The text with every character that a terminal might obey replaced. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(c -> isObeyed(c) ? '\ufffd' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isObeyed(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
