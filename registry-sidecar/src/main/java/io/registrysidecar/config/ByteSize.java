package io.registrysidecar.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {

  private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,12}) ?(B|KiB|MiB|GiB|TiB)?");

  /** Checks the sign. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size: " + bytes);
    }
  }

  static ByteSize parse(String text) throws BadValue {
    Matcher matcher = GRAMMAR.matcher(text);
    if (!matcher.matches()) {
      throw new BadValue(
          "\"" + text + "\" is not a size; write a number with B, KiB, MiB, GiB or TiB: 512MiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int shift =
        switch (unit.toUpperCase(Locale.ROOT).charAt(0)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          case 'T' -> 40;
          default -> 0;
        };
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new BadValue("\"" + text + "\" is more than this machine can count; write less");
    }
    return new ByteSize(number << shift);
  }

  @Override
  public String toString() {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    long number = bytes;
    int unit = 0;
    while (number > 0 && number % 1024 == 0 && unit < units.length - 1) {
      number /= 1024;
      unit++;
    }
    return number + units[unit];
  }
}
