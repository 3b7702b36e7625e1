package io.registrysidecar.oci.client;

import io.registrysidecar.oci.client.RegistryFailure.Retryable;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what failed in a way that may pass by itself. */
final class Retry {

  /** Something that may be done again from the start. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws RegistryException;
  }

  private static final Logger log = LoggerFactory.getLogger(Retry.class);

  private final RetryPolicy policy;
  private final Pause pause;
  private final RandomGenerator random;

  Retry(RetryPolicy policy, Pause pause, RandomGenerator random) {
    this.policy = policy;
    this.pause = pause;
    this.random = random;
  }

  <T> T run(Attempt<T> attempt) throws RegistryException {
    for (int tried = 1; ; tried++) {
      try {
        return attempt.make();
      } catch (RegistryException e) {
        if (!(e.failure() instanceof Retryable passing)
            || !policy.allows(tried, passing.retryAfter())) {
          throw e;
        }
        log.atDebug()
            .addKeyValue("attempt", tried)
            .addKeyValue("failure", e.getMessage())
            .log("request repeated");
        sleep(tried, passing);
      }
    }
  }

  private void sleep(int tried, Retryable failure) throws RegistryException {
    try {
      pause.sleep(policy.delay(tried, failure.retryAfter(), random));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RegistryException(new RegistryFailure.Cancelled(failure.action()));
    }
  }
}
