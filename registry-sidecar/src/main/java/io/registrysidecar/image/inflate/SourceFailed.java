package io.registrysidecar.image.inflate;

import java.io.IOException;

/** Bytes that could not be fetched, as opposed to bytes that are wrong. */
public final class SourceFailed extends IOException {

  private static final long serialVersionUID = 1L;

  /** Wraps what the source threw. */
  public SourceFailed(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
