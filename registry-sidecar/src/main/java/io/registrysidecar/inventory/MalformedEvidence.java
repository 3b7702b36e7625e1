package io.registrysidecar.inventory;

/** A package database or artifact whose content is not what its path promises. */
public final class MalformedEvidence extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where in the file. */
  public MalformedEvidence(String message) {
    super(message);
  }

  /** Says what is wrong, and the parser's own reason. */
  public MalformedEvidence(String message, Throwable cause) {
    super(message, cause);
  }
}
