package io.registrysidecar.image;

/** How much of a file is wanted; decides what the engine keeps while the layer streams by. */
public enum Want {
  /** Not at all: the content is skipped. */
  NOTHING,
  /** From the first byte to the last, once. */
  STREAM,
  /** All of it in memory, or with random access. */
  RANDOM_ACCESS;

  /** Whether the content of the file is wanted. */
  public boolean readsContent() {
    return this == STREAM || this == RANDOM_ACCESS;
  }
}
