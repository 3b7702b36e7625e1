package io.registrysidecar.schema;

/**
 * Something that should have been a report and is not, or is one that this reader cannot
 * understand.
 */
public final class MalformedReport extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to try. */
  MalformedReport(String message) {
    super(message);
  }

  /** Says what is wrong, where, and the parser's own reason. */
  MalformedReport(String message, Throwable cause) {
    super(message, cause);
  }
}
