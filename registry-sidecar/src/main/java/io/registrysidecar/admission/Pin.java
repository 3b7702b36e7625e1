package io.registrysidecar.admission;

/** What becomes of a reference when tags are replaced by what they name. */
sealed interface Pin {

  /** It stays as it is: it has a digest already, or nobody looks after it. */
  record AsItIs() implements Pin {}

  /** This reference, with a digest. */
  record To(String reference) implements Pin {}

  /** Nobody could say what the tag names. */
  record Failed(String why) implements Pin {}
}
