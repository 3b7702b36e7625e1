package io.registrysidecar.image;

/** How much of a file is wanted, from little to much; decides what is fetched where not all is. */
public enum Want {
  /** Not at all: the content is skipped. */
  NOTHING,
  /** Its first bytes, and more of it only where these make that worth while. */
  HEAD,
  /** Some of it, here and there. */
  RANDOM_ACCESS,
  /** From the first byte to the last, once. */
  STREAM;

  /** Whether the content of the file is wanted. */
  public boolean readsContent() {
    return this != NOTHING;
  }

  /** What of a file is wanted by somebody who wants this, or somebody who wants {@code other}. */
  public Want or(Want other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
