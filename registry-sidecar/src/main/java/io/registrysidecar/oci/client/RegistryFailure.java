package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a registry did not give what it was asked for. Retryable or terminal is the type; the message
 * is for the operator.
 */
public sealed interface RegistryFailure {

  /**
   * What was asked: a sentence fragment such as {@code pull layer sha256:… of
   * registry:5000/team/app}.
   */
  String action();

  /** One sentence: what happened and what to try. */
  String message();

  /** A failure that may pass by itself. */
  sealed interface Retryable extends RegistryFailure {}

  /** Nobody answered, or the connection broke too often. */
  record Unreachable(String action, String cause) implements Retryable {
    @Override
    public String message() {
      return action
          + ": the registry cannot be reached ("
          + cause
          + "). Check its URL and network.";
    }
  }

  /** The registry asked to come back later; {@code retryAfter} is null when it did not say when. */
  record RateLimited(String action, @Nullable Duration retryAfter) implements Retryable {
    @Override
    public String message() {
      return action + ": the registry limits the rate of requests (429).";
    }
  }

  /** The registry failed (5xx). */
  record ServerError(String action, int status, String detail) implements Retryable {
    @Override
    public String message() {
      return action + ": the registry failed (" + status + " " + detail + "). See its log.";
    }
  }

  /** 401 or 403 after authentication was tried. */
  record Denied(String action, int status, String needs) implements RegistryFailure {
    @Override
    public String message() {
      return action
          + ": the registry refused ("
          + status
          + ", needs "
          + needs
          + "). Check the username and the password file of this registry.";
    }
  }

  /** The thing is not there. */
  record NotFound(String action, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": not found (" + detail + ").";
    }
  }

  /** Content that does not have the digest or size promised. */
  record NotWhatWasPromised(String action, @Nullable Digest expected, String actual)
      implements RegistryFailure {
    @Override
    public String message() {
      return action
          + ": expected "
          + expected
          + ", got "
          + actual
          + ". The registry's storage may be damaged.";
    }
  }

  /**
   * An answer that the specification does not allow, or an operation the registry does not support.
   */
  record Unsupported(String action, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": " + detail;
    }
  }

  /** More bytes than this program accepts. */
  record TooLarge(String action, long limit) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": larger than " + limit + " bytes, the most that is read.";
    }
  }
}
