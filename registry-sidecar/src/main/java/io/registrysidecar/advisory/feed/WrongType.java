package io.registrysidecar.advisory.feed;

/** Something in a record is not what the schema says it is. */
final class WrongType extends Exception {

  private static final long serialVersionUID = 1L;

  WrongType(String message) {
    super(message);
  }

  WrongType(String message, Throwable cause) {
    super(message, cause);
  }
}
