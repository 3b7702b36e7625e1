package io.registrysidecar.oci.client;

import io.registrysidecar.oci.client.auth.Authenticator;
import io.registrysidecar.oci.client.http.Answer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * Runs exchanges with one registry: at most so many at once, repeated when that may help.
 *
 * <p>{@code permits} bounds the answers that are open at the same time; an answer gives its permit
 * back when it is closed, so an open download counts. No thread that holds a permit waits for a
 * second one.
 */
final class Caller {

  private final Authenticator authenticator;
  private final Retry retry;
  private final Semaphore permits;
  private final Warnings warnings;
  private final InstantSource clock;

  Caller(
      Authenticator authenticator,
      Retry retry,
      int requestsInFlight,
      Warnings warnings,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.retry = retry;
    this.permits = new Semaphore(requestsInFlight, true);
    this.warnings = warnings;
    this.clock = clock;
  }

  /** Runs an exchange, repeatedly if need be. */
  <T> T call(Exchange<T> exchange) throws RegistryException {
    return retry.run(() -> once(exchange));
  }

  /** Runs something that consists of several exchanges, repeatedly if need be. */
  <T> T repeat(Retry.Attempt<T> attempt) throws RegistryException {
    return retry.run(attempt);
  }

  /** Runs an exchange once. */
  <T> T once(Exchange<T> exchange) throws RegistryException {
    try (Answer answer = send(exchange)) {
      return isSuccess(answer)
          ? exchange.read(answer)
          : exchange.refused(Refusal.read(answer, clock));
    } catch (IOException e) {
      throw Failures.of(exchange.action(), exchange.scope(), e, clock);
    }
  }

  /** Runs an exchange once and leaves its answer open, for the caller to read and close. */
  Answer open(Exchange<?> exchange) throws RegistryException {
    try {
      Answer answer = send(exchange);
      if (isSuccess(answer)) {
        return answer;
      }
      try (answer) {
        throw new RegistryException(
            Refusal.read(answer, clock).failure(exchange.action(), exchange.scope()));
      }
    } catch (IOException e) {
      throw Failures.of(exchange.action(), exchange.scope(), e, clock);
    }
  }

  private Answer send(Exchange<?> exchange) throws IOException, RegistryException {
    try {
      permits.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RegistryException(new RegistryFailure.Cancelled(exchange.action()));
    }
    boolean sent = false;
    try {
      Answer answer =
          authenticator.send(exchange.call(), exchange.scope()).onClose(permits::release);
      sent = true;
      warnings.note(answer);
      return answer;
    } finally {
      if (!sent) {
        permits.release();
      }
    }
  }

  private static boolean isSuccess(Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }
}
