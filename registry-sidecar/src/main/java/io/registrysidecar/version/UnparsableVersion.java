package io.registrysidecar.version;

/**
 * A text that its ecosystem does not order. Whoever compares must say so in the result and never
 * treat it as safe.
 */
public final class UnparsableVersion extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 80;

  /**
   * Says which order refused what, and why.
   *
   * @param order name of the order
   * @param text what was to be parsed
   * @param reason a clause such as {@code the epoch is not a number}
   */
  public UnparsableVersion(String order, String text, String reason) {
    super("%s version \"%s\" cannot be compared: %s".formatted(order, shown(text), reason));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
