package io.registrysidecar.intake;

import io.registrysidecar.oci.Digest;

/** What an event is worth. */
public sealed interface Verdict {

  /** An image may have been pushed. */
  record Push() implements Verdict {}

  /**
   * Somebody else attached something to an image, perhaps a signature: what is said of the image
   * may have to be said otherwise.
   *
   * @param image the digest of the image
   */
  record Attached(Digest image) implements Verdict {}

  /** An image or a tag may be gone. */
  record Deletion() implements Verdict {}

  /**
   * Nothing.
   *
   * @param reason why, in a few words
   */
  record Drop(String reason) implements Verdict {}
}
