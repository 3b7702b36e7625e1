package io.registrysidecar.inventory.sbom;

/** A document that is no bill of materials that can be read. */
public final class MalformedSbom extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where in the document. */
  MalformedSbom(String message) {
    super(message);
  }

  /** Says what is wrong and where, and the parser's own reason. */
  MalformedSbom(String message, Throwable cause) {
    super(message, cause);
  }
}
