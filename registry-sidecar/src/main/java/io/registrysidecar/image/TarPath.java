package io.registrysidecar.image;

/**
 * A path within a layer, normalised: no leading or trailing slash, no empty, {@code .} or {@code
 * ..} segments; the root is the empty string.
 *
 * @param value segments joined by {@code /}
 */
public record TarPath(String value) {

  /** The root directory. */
  public static final TarPath ROOT = new TarPath("");

  /** Checks what can be checked at once: {@link #of} takes anything. */
  public TarPath {
    if (value.startsWith("/") || value.endsWith("/")) {
      throw new IllegalArgumentException("not a normalised path: " + value);
    }
  }

  /**
   * The path that {@code text} stands for when it is followed from the root. As in a directory
   * tree, {@code ..} in the root is the root.
   */
  public static TarPath of(String text) {
    return PathSegments.of(text).path();
  }

  /** The last segment. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The directory that this path is in; the root's is the root. */
  public TarPath parent() {
    int slash = value.lastIndexOf('/');
    return slash < 0 ? ROOT : new TarPath(value.substring(0, slash));
  }

  /** The path of {@code name}, a single segment, within this directory. */
  public TarPath child(String name) {
    return new TarPath(value.isEmpty() ? name : value + "/" + name);
  }

  /** How many segments it has. */
  public int depth() {
    if (value.isEmpty()) {
      return 0;
    }
    int depth = 1;
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '/') {
        depth++;
      }
    }
    return depth;
  }

  /** Written out, as is {@link #hashCode}: asked of each entry of a layer. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TarPath path && value.equals(path.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }

  /** Whether {@code text} needs no change. Decides for most paths without making anything. */
  static boolean isNormal(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '/') {
        int length = i - start;
        if (length == 0
            || (length == 1 && text.charAt(start) == '.')
            || (length == 2 && text.startsWith("..", start))) {
          return text.isEmpty();
        }
        start = i + 1;
      }
    }
    return true;
  }
}
