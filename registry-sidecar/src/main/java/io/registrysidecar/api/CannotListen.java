package io.registrysidecar.api;

/** The address to listen on is taken, or not one of this machine. */
public final class CannotListen extends Exception {

  CannotListen(String address, Throwable cause) {
    super(
        "listen on "
            + address
            + ": "
            + cause.getMessage()
            + ". Stop what listens there, or choose another address with listen or SIDECAR_LISTEN.",
        cause);
  }
}
