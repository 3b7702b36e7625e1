package io.registrysidecar.sign.notary.trust;

/** A distinguished name that trust policies cannot compare. The message says why. */
public final class MalformedName extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with which name. */
  MalformedName(String name, String reason) {
    super("\"" + name + "\" " + reason);
  }
}
