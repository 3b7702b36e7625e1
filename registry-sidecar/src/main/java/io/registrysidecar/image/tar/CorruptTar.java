package io.registrysidecar.image.tar;

import io.registrysidecar.image.inflate.CorruptStream;

/** A tar stream that cannot be read further. */
public final class CorruptTar extends CorruptStream {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param offset where, in bytes from the beginning of the tar stream
   */
  public CorruptTar(String message, long offset) {
    super(message + " (at byte " + offset + " of the tar stream)");
  }
}
