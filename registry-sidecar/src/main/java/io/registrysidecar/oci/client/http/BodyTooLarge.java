package io.registrysidecar.oci.client.http;

import java.io.IOException;

/** A body has more bytes than its reader accepts. */
public final class BodyTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  private final long limit;

  /** Names the most bytes that would have been accepted. */
  public BodyTooLarge(long limit) {
    super("more than " + limit + " bytes");
    this.limit = limit;
  }

  /** The most bytes that would have been accepted. */
  public long limit() {
    return limit;
  }
}
