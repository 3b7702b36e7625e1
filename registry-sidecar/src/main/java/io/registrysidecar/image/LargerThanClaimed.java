package io.registrysidecar.image;

/** A file that was unpacked from another has more bytes than it claims; no setting allows it. */
public final class LargerThanClaimed extends FileLimitExceeded {

  private static final long serialVersionUID = 1L;

  LargerThanClaimed(long claimed) {
    super("it has more than the " + claimed + " bytes that it claims");
  }
}
