package io.registrysidecar.sign.notary.trust;

/** A trust store cannot be used. The message names store and file, says why, and what to do. */
public final class TrustStoreFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with which store. */
  public TrustStoreFailure(StoreName store, String reason) {
    super("trust store " + store + ": " + reason);
  }

  /** The same, with what caused it. */
  public TrustStoreFailure(StoreName store, String reason, Throwable cause) {
    super("trust store " + store + ": " + reason, cause);
  }
}
