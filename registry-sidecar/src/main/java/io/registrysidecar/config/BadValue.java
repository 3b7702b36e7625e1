package io.registrysidecar.config;

/** A value that its key does not take. */
public final class BadValue extends Exception {

  private final String advice;

  BadValue(String advice) {
    super(advice);
    this.advice = advice;
  }

  /** What is wrong and what to write. */
  String advice() {
    return advice;
  }
}
