package io.registrysidecar.image.partial;

import java.io.IOException;

/** Why a layer cannot, or must not, be read by its table of contents; it has to be read whole. */
public final class ContentsRefused extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says why, as the end of a sentence that names the layer. */
  public ContentsRefused(String message) {
    super(message);
  }

  /** Says why, and what was met. */
  public ContentsRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
