package io.registrysidecar.store;

import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link StoreFailure}. Unchecked, because hardly any caller can do better than pass it
 * on.
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient StoreFailure failure;

  /** Wraps a failure and what caused it, if anything did. */
  public StoreException(StoreFailure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What went wrong. */
  public StoreFailure failure() {
    return failure;
  }
}
