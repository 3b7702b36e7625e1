package io.registrysidecar.advisory.db;

import java.io.IOException;

/**
 * An import that did not come about. Whatever database there was before is still there, unchanged.
 */
public final class ImportFailed extends IOException {

  private static final long serialVersionUID = 1L;

  ImportFailed(String message) {
    super(message);
  }

  ImportFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
