package io.registrysidecar.image;

import java.io.IOException;

/**
 * A configured limit on single files or temporary files was reached. It concerns the reader that
 * asked for the file, not the layer, which is read on.
 */
public class FileLimitExceeded extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says which limit, its value, and the setting that raises it. */
  public FileLimitExceeded(String message) {
    super(message);
  }
}
