package io.registrysidecar.version;

/**
 * What the orders share when they read text: a length limit, ASCII classes, and whole numbers of
 * any size as digits.
 */
final class Text {

  /** Longer than any published version; keeps hostile input from costing time or stack. */
  static final int LONGEST = 1000;

  private Text() {}

  /** Without surrounding white space, not empty, and not longer than {@link #LONGEST}. */
  static String bounded(String order, String text) throws UnparsableVersion {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new UnparsableVersion(order, text, "it is empty");
    }
    if (trimmed.length() > LONGEST) {
      throw new UnparsableVersion(order, text, "it is longer than " + LONGEST + " characters");
    }
    return trimmed;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean hasWhiteSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Where the run of digits that starts at {@code from} ends. */
  static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Digits without leading zeros; zero is the empty string, and so is no digit at all. */
  static String number(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  /** Compares two results of {@link #number} by value. */
  static int compareNumbers(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /**
   * Compares the digits in {@code a[from, to)} with those in {@code b[fromB, toB)} by value; no
   * digit at all is zero.
   */
  static int compareNumbers(String a, int from, int to, String b, int fromB, int toB) {
    int i = from;
    int j = fromB;
    while (i < to && a.charAt(i) == '0') {
      i++;
    }
    while (j < toB && b.charAt(j) == '0') {
      j++;
    }
    if (to - i != toB - j) {
      return Integer.compare(to - i, toB - j);
    }
    while (i < to && a.charAt(i) == b.charAt(j)) {
      i++;
      j++;
    }
    return i == to ? 0 : Character.compare(a.charAt(i), b.charAt(j));
  }
}
