package io.registrysidecar.image;

/**
 * A path within a layer, normalised: no leading slash, no empty, {@code .} or {@code ..} segments;
 * the root is the empty string.
 *
 * @param value segments joined by {@code /}
 */
public record TarPath(String value) {

  /** The last segment. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Whether this path lies under {@code directory}, or is it. */
  public boolean isUnder(TarPath directory) {
    return directory.value.isEmpty()
        || value.equals(directory.value)
        || (value.startsWith(directory.value) && value.charAt(directory.value.length()) == '/');
  }

  @Override
  public String toString() {
    return value;
  }
}
