package io.registrysidecar.intake;

import java.time.Duration;

/** How a delivery was received. */
public sealed interface Reception {

  /**
   * What matters of it is on disk: answer 2xx. That it could not be read, or told of nothing that
   * matters, is no fault that sending it again would mend.
   */
  record Taken() implements Reception {}

  /** There is no such source: answer 404. */
  record UnknownSource() implements Reception {}

  /** The credential is missing or wrong: answer 401. */
  record Refused() implements Reception {}

  /**
   * Nothing was taken: answer 503, so that it is sent again.
   *
   * @param reason one sentence for the operator
   * @param retryAfter when to send it again
   */
  record NotNow(String reason, Duration retryAfter) implements Reception {}
}
