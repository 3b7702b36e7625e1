package io.registrysidecar.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list, opaque to whoever holds it.
 *
 * @param major the value that the list is sorted by first
 * @param minor the value that tells equals apart
 */
public record Cursor(long major, long minor) {

  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18})\\.(-?[0-9]{1,18})");

  /**
   * Reads a cursor that came from outside.
   *
   * @throws MalformedCursor if it is not one that this program gave out
   */
  public static Cursor parse(String text) throws MalformedCursor {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedCursor();
    }
    return new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
