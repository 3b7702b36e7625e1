package io.registrysidecar.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a run of a job ended. */
public sealed interface Outcome {

  /** There is nothing left to do. */
  record Done() implements Outcome {}

  /**
   * It may go better later. After too many attempts the job is given up.
   *
   * @param reason one sentence for the operator
   * @param notBefore the earliest time at which it can go better, when somebody said so; else null
   */
  record RetryLater(String reason, @Nullable Instant notBefore) implements Outcome {}

  /**
   * It will never go better by itself. The job becomes a dead letter.
   *
   * @param reason one sentence for the operator
   */
  record GiveUp(String reason) implements Outcome {}
}
