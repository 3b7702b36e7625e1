package io.registrysidecar.oci.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something fails, and how. */
final class Failure {

  private Failure() {}

  /** The failure of {@code doing}, which must be of {@code kind}. */
  static <F extends RegistryFailure> F of(Class<F> kind, ThrowingCallable doing) {
    Throwable thrown = catchThrowable(doing);
    assertThat(thrown).as("what was thrown").isNotNull();
    RegistryFailure failure =
        RegistryException.behind(thrown)
            .orElseThrow(() -> new AssertionError("not a failure of a registry", thrown))
            .failure();
    assertThat(failure).as(failure.message()).isInstanceOf(kind);
    return kind.cast(failure);
  }

  /** The message of the failure of {@code doing}, which must be of {@code kind}. */
  static AbstractStringAssert<?> message(
      Class<? extends RegistryFailure> kind, ThrowingCallable doing) {
    return assertThat(of(kind, doing).message());
  }
}
