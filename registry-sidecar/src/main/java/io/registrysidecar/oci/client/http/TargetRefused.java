package io.registrysidecar.oci.client.http;

import java.io.IOException;

/** An answer sent this program somewhere that it will not go. */
public final class TargetRefused extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says where and why. */
  public TargetRefused(String message) {
    super(message);
  }
}
