package io.registrysidecar.advisory.match;

/** By which rule an advisory counts otherwise than its ranges alone would have it. */
public enum Rule {
  /** What an advisory says of the package itself goes before what it says of its source. */
  FIRST_PACKAGE("first package"),

  /** What is said of another series of a package says nothing of this one. */
  SERIES("series of the package"),

  /** Of two streams that know a problem, the one with a fix decides, else the package's own. */
  STREAM_OF_THE_FIX("stream of the fix"),

  /** What the stream that a package is from says of a problem goes before what others say. */
  OWN_STREAM("own stream"),

  /** An update for a problem is a younger word than what the vendor meant to do about it. */
  UPDATE_BEFORE_STATE("update before state"),

  /** What an advisory of its own says of a problem goes before an update for several. */
  OWN_ADVISORY("own advisory before update"),

  /** The problem is on other platforms only. */
  PLATFORM("platform"),

  /** The fix is not for everybody. */
  TERMS("terms of the fix");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  /** What it is called in explanations. */
  public String words() {
    return words;
  }
}
