package io.registrysidecar.audit;

import java.util.regex.Pattern;

/**
 * Words of a command line, quoted so that a shell takes them for exactly what they are and a
 * terminal shows what they are.
 *
 * <p>Values come from records that anybody may have written, and are pasted into shells. Whatever
 * is not plain goes between single quotes, in which nothing means anything to a POSIX shell.
 * Characters that a terminal acts upon, or that hide others, are written as escapes in {@code $'…'}
 * (POSIX 2024; bash, zsh, ksh).
 */
final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWord() {}

  /**
   * One word.
   *
   * @throws IllegalArgumentException if {@code text} has a NUL, which no argument can have
   */
  static String of(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument cannot have a NUL");
    }
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return text.codePoints().anyMatch(ShellWord::isInvisible) ? escaped(text) : quoted(text);
  }

  /** Whether {@code text} can be an argument. */
  static boolean isPossible(String text) {
    return text.indexOf('\0') < 0 && text.codePoints().noneMatch(ShellWord::isHalf);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String escaped(String text) {
    StringBuilder word = new StringBuilder("$'");
    text.codePoints()
        .forEach(point -> {
          if (point == '\'' || point == '\\') {
            word.append('\\').appendCodePoint(point);
          } else if (isInvisible(point)) {
            for (byte each :
                Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
              word.append(String.format("\\%03o", each & 0xff));
            }
          } else {
            word.appendCodePoint(point);
          }
        });
    return word.append('\'').toString();
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }
}
