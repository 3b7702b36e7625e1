package io.registrysidecar.sign.notary.trust;

import java.util.Locale;

/** What follows when a check fails. */
public enum Action {
  /** The signature is refused. */
  ENFORCE,
  /** The failure is only told. */
  LOG,
  /** It is not even checked. */
  SKIP;

  /** As trust policies write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
