package io.registrysidecar.admission;

import java.time.Duration;

/** Answers one sort of question that clusters ask over HTTP. */
public interface Webhook {

  /** The largest question that is read, in bytes. */
  int largest();

  /**
   * The answer, as JSON.
   *
   * @param body the question
   * @param patience how long the asking side waits, or the longest time of all where it does not
   *     say
   * @throws MalformedReview if it cannot be told what is asked, and the answer has no place for
   *     that
   */
  byte[] answer(byte[] body, Duration patience) throws MalformedReview, InterruptedException;
}
