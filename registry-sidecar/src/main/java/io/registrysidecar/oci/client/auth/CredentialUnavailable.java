package io.registrysidecar.oci.client.auth;

import java.io.IOException;

/** A configured credential cannot be had. */
public final class CredentialUnavailable extends IOException {

  private static final long serialVersionUID = 1L;

  CredentialUnavailable(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
