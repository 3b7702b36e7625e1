package io.registrysidecar.image;

import io.registrysidecar.oci.client.RegistryException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fetching of bytes failed, as opposed to the bytes being wrong. */
final class SourceFailure extends IOException {

  private static final long serialVersionUID = 1L;

  SourceFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** What {@code thrown} means for {@code part} of {@code image}. */
  static ImageException of(IOException thrown, String part, String image) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryException registry) {
        return new ImageException(registry);
      }
    }
    return new ImageException(new ImageFailure.Unreadable(image, part, describe(thrown)), thrown);
  }

  private static String describe(IOException thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
