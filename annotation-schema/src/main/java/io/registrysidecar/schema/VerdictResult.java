package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the configured policy says of an image. The set of words is closed within schema version 1.
 */
public enum VerdictResult {
  /** Every rule is met. */
  PASSED("PASSED"),
  /** Every binding rule is met; a warning rule is not. */
  WARNED("WARNED"),
  /** A binding rule is not met. */
  FAILED("FAILED"),
  /** No decision: no policy, or too little is known to decide. */
  UNKNOWN("UNKNOWN");

  private final String word;

  VerdictResult(String word) {
    this.word = word;
  }

  /** The word in JSON and annotations. */
  @JsonValue
  public String word() {
    return word;
  }
}
