package io.registrysidecar.api;

/**
 * Looks at one thing that the service needs; quickly, since readiness is asked for every few
 * seconds.
 */
@FunctionalInterface
public interface HealthCheck {

  /** How the thing is now. */
  Result check();

  /** How well, from best to worst. */
  enum State {
    /** As it should be. */
    UP,
    /** The service works on, and its results are less than they could be. */
    DEGRADED,
    /** The service cannot do its work. */
    DOWN
  }

  /**
   * What was seen.
   *
   * @param name what was looked at
   * @param state how it is
   * @param detail one sentence for the operator
   */
  record Result(String name, State state, String detail) {}
}
