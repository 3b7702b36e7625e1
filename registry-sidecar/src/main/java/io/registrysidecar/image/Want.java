package io.registrysidecar.image;

/** How much of a file is wanted; decides what the engine keeps while the layer streams by. */
public enum Want {
  /** Not at all: the content is skipped. */
  NOTHING,
  /** That it is there, because it hides what a lower layer has at this path. */
  PRESENCE,
  /** From the first byte to the last, once. */
  STREAM,
  /** All of it in memory, or with random access. */
  RANDOM_ACCESS
}
