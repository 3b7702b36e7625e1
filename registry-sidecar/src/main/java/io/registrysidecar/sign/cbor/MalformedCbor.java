package io.registrysidecar.sign.cbor;

/** Bytes that are not the CBOR this program reads. The message says what is wrong, and where. */
public final class MalformedCbor extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong at which byte. */
  MalformedCbor(String reason, int offset) {
    super(reason + " at byte " + offset);
  }
}
