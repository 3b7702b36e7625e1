package io.registrysidecar.image.inflate;

/** A library cannot be used here; the message says why, as part of a sentence. */
final class Unusable extends Exception {

  private static final long serialVersionUID = 1L;

  Unusable(String why) {
    super(why);
  }
}
