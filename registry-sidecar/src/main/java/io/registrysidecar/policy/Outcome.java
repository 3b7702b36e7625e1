package io.registrysidecar.policy;

/** What a rule says of an image, worst first. */
public enum Outcome {
  /** The image does not keep the rule. */
  BROKEN("broken"),
  /** Too little is known to say. */
  UNKNOWN("unknown"),
  /** The image keeps the rule. */
  KEPT("kept");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** The word in tables and JSON. */
  public String word() {
    return word;
  }
}
