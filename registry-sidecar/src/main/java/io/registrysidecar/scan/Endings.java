package io.registrysidecar.scan;

import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.scan.ScanState.End;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How a scan ends when something fails: what may pass by itself is waited for. */
final class Endings {

  private final InstantSource clock;

  Endings(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The end.
   *
   * @throws InterruptedException if what failed was interrupted
   */
  End of(ImageFailure failure) throws InterruptedException {
    return failure instanceof ImageFailure.Registry(RegistryFailure registry)
        ? of(registry)
        : new ScanState.Failed(failure.message(), Optional.empty());
  }

  /**
   * The end.
   *
   * @throws InterruptedException if what failed was interrupted
   */
  End of(RegistryFailure failure) throws InterruptedException {
    return switch (failure) {
      case RegistryFailure.Cancelled cancelled -> {
        throw new InterruptedException(cancelled.message());
      }
      case RegistryFailure.Retryable retryable -> {
        Duration pause = retryable.retryAfter();
        yield new ScanState.Waiting(
            failure.message(), pause == null ? null : clock.instant().plus(pause));
      }
      default -> new ScanState.Failed(failure.message(), Optional.empty());
    };
  }
}
