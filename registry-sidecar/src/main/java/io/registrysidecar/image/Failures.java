package io.registrysidecar.image;

import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.client.RegistryException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Says what an exception met while reading means for the image. */
final class Failures {

  private Failures() {}

  /** What {@code thrown} means for {@code part} of {@code image}. */
  static ImageException unreadable(IOException thrown, String part, String image) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryException registry) {
        return new ImageException(registry);
      }
    }
    return new ImageException(new ImageFailure.Unreadable(image, part, describe(thrown)), thrown);
  }

  /** What a manifest that is none means for {@code image}. */
  static ImageException malformed(MalformedManifest thrown, String image) {
    return new ImageException(
        new ImageFailure.NotAnImage(image, "its manifest cannot be used: " + thrown.getMessage()),
        thrown);
  }

  /** Whether {@code thrown} says that the thread was interrupted. */
  static boolean isInterruption(IOException thrown) {
    return thrown instanceof ClosedByInterruptException
        || (thrown instanceof InterruptedIOException
            && !(thrown instanceof SocketTimeoutException));
  }

  /** The same, out of a stream; the thread stays interrupted. */
  static InterruptedIOException interrupted(InterruptedException noticed) {
    Thread.currentThread().interrupt();
    return (InterruptedIOException) new InterruptedIOException().initCause(noticed);
  }

  /** The thread was interrupted, and some stream noticed first. */
  static InterruptedException interrupted(IOException noticed) {
    // Whoever throws InterruptedException leaves the flag cleared.
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(noticed);
    return interrupted;
  }

  private static String describe(IOException thrown) {
    if (thrown instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
