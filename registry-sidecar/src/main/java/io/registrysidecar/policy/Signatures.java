package io.registrysidecar.policy;

import java.util.List;

/** What is known of the signatures on an image. */
public sealed interface Signatures {

  /** Where nobody has looked. */
  Signatures UNCHECKED = new Unchecked("signatures were not checked");

  /**
   * Somebody has looked.
   *
   * @param found the trusted signatures and statements; none when there are none
   */
  record Checked(List<SignedStatement> found) implements Signatures {

    /** Copies the statements. */
    public Checked {
      found = List.copyOf(found);
    }
  }

  /**
   * Nobody has looked, or not everything could be looked at. That is something else than to have
   * found none.
   *
   * @param why for people
   */
  record Unchecked(String why) implements Signatures {}
}
