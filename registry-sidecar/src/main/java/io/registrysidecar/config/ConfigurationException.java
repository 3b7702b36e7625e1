package io.registrysidecar.config;

import java.util.List;

/** A configuration that the program does not start with. */
public final class ConfigurationException extends Exception {

  private final List<String> problems;

  /** Tells what is wrong: each problem says where, what, and what to write. */
  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
