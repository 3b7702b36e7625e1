package io.registrysidecar.api;

/**
 * The address to listen on is taken, or not one of this machine; or its certificate cannot be used.
 */
public final class CannotListen extends Exception {

  CannotListen(String address, Throwable cause) {
    this(
        address,
        cause,
        "Stop what listens there, or choose another address with listen (SIDECAR_LISTEN) or"
            + " admission.listen (SIDECAR_ADMISSION_LISTEN).");
  }

  CannotListen(String address, Throwable cause, String advice) {
    super("listen on " + address + ": " + cause.getMessage() + ". " + advice, cause);
  }
}
