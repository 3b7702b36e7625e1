package io.registrysidecar.image;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path after {@code .}, {@code ..} and doubled slashes were resolved by their letters alone.
 *
 * @param path what is left
 * @param escapes whether a {@code ..} stood where there was nothing left to leave
 */
record PathSegments(TarPath path, boolean escapes) {

  static PathSegments of(String text) {
    String trimmed = trim(text);
    return TarPath.isNormal(trimmed)
        ? new PathSegments(new TarPath(trimmed), false)
        : resolve(trimmed);
  }

  private static PathSegments resolve(String text) {
    Deque<String> segments = new ArrayDeque<>();
    boolean escapes = false;
    for (String segment : text.split("/", -1)) {
      if (segment.equals("..")) {
        escapes |= segments.pollLast() == null;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return new PathSegments(new TarPath(String.join("/", segments)), escapes);
  }

  /** Takes off what most archives put around their paths: {@code ./} and a slash at the end. */
  private static String trim(String text) {
    int start = text.startsWith("./") ? 2 : 0;
    int end = text.length() > start && text.endsWith("/") ? text.length() - 1 : text.length();
    return text.substring(start, end);
  }
}
