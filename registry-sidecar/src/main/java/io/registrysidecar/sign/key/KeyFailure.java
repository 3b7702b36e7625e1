package io.registrysidecar.sign.key;

/**
 * A key could not be read, made or kept. The message says which, why, and what to do; never a
 * secret.
 */
public final class KeyFailure extends Exception {

  KeyFailure(String message) {
    super(message);
  }

  KeyFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
