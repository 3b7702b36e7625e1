package io.registrysidecar.advisory.vex;

/** Bytes that are not a VEX document, or a statement that does not say what it has to. */
public final class MalformedVex extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedVex(String reason) {
    super(reason);
  }

  MalformedVex(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** What is wrong, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
