package io.registrysidecar.api;

/** Answers the requests of one route, on a virtual thread that may block. */
@FunctionalInterface
public interface Endpoint {

  /**
   * The answer.
   *
   * @throws Problem to be told to the client
   * @throws InterruptedException when interrupted, which means that the program stops
   */
  Answer answer(Call call) throws Problem, InterruptedException;
}
