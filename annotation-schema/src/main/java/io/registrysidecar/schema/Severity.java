package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/** How bad a finding is, worst first. The set of words is closed within schema version 1. */
public enum Severity {
  /** CVSS 9.0 and above, or the vendor's word for it. */
  CRITICAL("critical"),
  /** CVSS 7.0 to 8.9. */
  HIGH("high"),
  /** CVSS 4.0 to 6.9. */
  MEDIUM("medium"),
  /** CVSS 0.1 to 3.9. */
  LOW("low"),
  /** The vendor says that it does not matter in practice. */
  NEGLIGIBLE("negligible"),
  /** Nobody has rated it yet; it may be anything. */
  UNKNOWN("unknown");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word in JSON and in annotation keys. */
  @JsonValue
  public String word() {
    return word;
  }
}
