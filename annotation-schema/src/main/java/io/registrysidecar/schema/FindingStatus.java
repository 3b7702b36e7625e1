package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be done about a finding. The set of words is closed within schema version 1. */
public enum FindingStatus {
  /** Affected, and no fixed version is known. */
  AFFECTED("affected"),
  /** Affected, and the version in {@code fixed} repairs it. */
  FIXED_AVAILABLE("fixed-available"),
  /** Affected, and the vendor has decided against a fix. */
  WILL_NOT_FIX("will-not-fix"),
  /** Affected, and the vendor has postponed the fix. */
  DEFERRED("deferred"),
  /** Nobody has decided yet whether the component is affected. */
  UNDER_INVESTIGATION("under-investigation"),
  /**
   * Affected by the advisory, but a statement or exception says it does not count; {@code reason}
   * names it.
   */
  SUPPRESSED("suppressed");

  private final String word;

  FindingStatus(String word) {
    this.word = word;
  }

  /** The word in JSON. */
  @JsonValue
  public String word() {
    return word;
  }
}
