package io.registrysidecar.policy;

/** What it means for an image that it does not keep a rule. */
public enum Enforcement {
  /** The image fails. */
  FAIL("fail"),
  /** The image passes with a warning. */
  WARN("warn");

  private final String word;

  Enforcement(String word) {
    this.word = word;
  }

  /** The word in policies. */
  public String word() {
    return word;
  }
}
