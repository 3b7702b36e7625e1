package io.registrysidecar.image.partial;

/** Which chunks of a file are fetched before anybody asks for them. */
public enum Need {
  /** None, and none may be asked for. */
  NOTHING,
  /** The first, by which it is decided whether others are asked for. */
  HEAD,
  /** The first and the last: where a reader at random begins. */
  ENDS,
  /** All. */
  ALL;

  boolean includes(int chunk, int count) {
    return switch (this) {
      case NOTHING -> false;
      case HEAD -> chunk == 0;
      case ENDS -> chunk == 0 || chunk == count - 1;
      case ALL -> true;
    };
  }
}
