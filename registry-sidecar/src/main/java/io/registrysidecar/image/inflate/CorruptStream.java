package io.registrysidecar.image.inflate;

import java.io.IOException;

/** Bytes that are not what their format promises, as opposed to bytes that cannot be fetched. */
public class CorruptStream extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where, as the end of a sentence that names the layer. */
  public CorruptStream(String message) {
    super(message);
  }

  /** Says what is wrong, and the decoder's own reason. */
  public CorruptStream(String message, Throwable cause) {
    super(message, cause);
  }
}
