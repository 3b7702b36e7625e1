package io.registrysidecar.image;

import io.registrysidecar.oci.client.RegistryException;

/** Carries an {@link ImageFailure} to whoever can decide what it means. */
public final class ImageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ImageFailure failure;

  /** Wraps a failure. */
  public ImageException(ImageFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** Wraps a failure and keeps what caused it. */
  public ImageException(ImageFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** Passes on what the registry client says. */
  public ImageException(RegistryException cause) {
    this(new ImageFailure.Registry(cause.failure()), cause);
  }

  /** What went wrong. */
  public ImageFailure failure() {
    return failure;
  }

  /** Whether trying again later may help. */
  public boolean isRetryable() {
    return failure.isRetryable();
  }
}
