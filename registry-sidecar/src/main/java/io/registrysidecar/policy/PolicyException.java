package io.registrysidecar.policy;

import java.util.List;

/** A policy that cannot be used. Each problem says where, what, and what to write. */
public final class PolicyException extends Exception {

  private final List<String> problems;

  PolicyException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
