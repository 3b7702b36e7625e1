package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of thing is wrong. The set of words is closed within schema version 1. */
public enum FindingClass {
  /** A known weakness of a component. */
  VULNERABILITY("vulnerability"),
  /** The component itself is hostile. */
  MALWARE("malware"),
  /** The component or distribution gets no more fixes. */
  EOL("eol");

  private final String word;

  FindingClass(String word) {
    this.word = word;
  }

  /** The word in JSON. */
  @JsonValue
  public String word() {
    return word;
  }
}
