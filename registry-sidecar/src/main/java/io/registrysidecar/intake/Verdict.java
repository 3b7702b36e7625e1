package io.registrysidecar.intake;

/** What an event is worth. */
public sealed interface Verdict {

  /** An image may have been pushed. */
  record Push() implements Verdict {}

  /** An image or a tag may be gone. */
  record Deletion() implements Verdict {}

  /**
   * Nothing.
   *
   * @param reason why, in a few words
   */
  record Drop(String reason) implements Verdict {}
}
