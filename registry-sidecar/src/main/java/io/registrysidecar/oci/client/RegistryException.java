package io.registrysidecar.oci.client;

import java.util.Objects;
import java.util.Optional;

/** Carries a {@link RegistryFailure} to whoever can decide what it means. */
public final class RegistryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RegistryFailure failure;

  /** Wraps a failure. */
  public RegistryException(RegistryFailure failure) {
    super(failure.message());
    this.failure = Objects.requireNonNull(failure);
  }

  /** Wraps a failure and keeps what caused it. */
  public RegistryException(RegistryFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = Objects.requireNonNull(failure);
  }

  /** What went wrong. */
  public RegistryFailure failure() {
    return failure;
  }

  /**
   * The registry's failure behind an error that a stream gave, or empty if it has another cause.
   */
  public static Optional<RegistryException> behind(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /** Whether trying again later may help. */
  public boolean isRetryable() {
    return failure instanceof RegistryFailure.Retryable;
  }
}
