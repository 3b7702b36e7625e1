package io.registrysidecar.image;

import java.io.IOException;

/** A configured limit on entries, size, ratio or time of a whole layer was reached. */
final class LayerLimitExceeded extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says which limit, its value, and the setting that raises it. */
  LayerLimitExceeded(String message) {
    super(message);
  }
}
