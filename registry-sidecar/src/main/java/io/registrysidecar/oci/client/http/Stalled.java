package io.registrysidecar.oci.client.http;

import java.io.IOException;

/** The other side sends nothing, or too little to ever finish. */
final class Stalled extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was waited for and how long. */
  Stalled(String message) {
    super(message);
  }
}
