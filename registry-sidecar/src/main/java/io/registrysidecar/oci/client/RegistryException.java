package io.registrysidecar.oci.client;

import java.util.Objects;

/** Carries a {@link RegistryFailure} to whoever can decide what it means. */
public final class RegistryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RegistryFailure failure;

  /** Wraps a failure. */
  public RegistryException(RegistryFailure failure) {
    super(failure.message());
    this.failure = Objects.requireNonNull(failure);
  }

  /** What went wrong. */
  public RegistryFailure failure() {
    return failure;
  }

  /** Whether trying again later may help. */
  public boolean isRetryable() {
    return failure instanceof RegistryFailure.Retryable;
  }
}
