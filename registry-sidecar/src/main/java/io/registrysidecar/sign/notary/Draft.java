package io.registrysidecar.sign.notary;

/** An envelope that only lacks its signature. */
interface Draft {

  /** The bytes that must be signed. */
  byte[] toSign();

  /** The bytes of the envelope with this signature, made by this program. */
  byte[] envelope(byte[] signature, String agent);
}
