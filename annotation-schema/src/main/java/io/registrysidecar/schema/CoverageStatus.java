package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How much of an image was really looked at. The set of words is closed within schema version 1.
 */
public enum CoverageStatus {
  /** Everything was read and matched against advisories that are made for it. */
  COMPLETE("complete"),
  /** Something was not read or not matched; the statements say what. */
  PARTIAL("partial"),
  /** Nothing was matched, so an absence of findings means nothing. */
  NONE("none");

  private final String word;

  CoverageStatus(String word) {
    this.word = word;
  }

  /** The word in JSON and annotations. */
  @JsonValue
  public String word() {
    return word;
  }
}
