package io.registrysidecar.advisory.feed;

import java.io.IOException;

/**
 * A file of a feed that cannot be read to its end: missing, truncated, corrupt, or a decompression
 * bomb. Nothing that came before can be trusted to be complete.
 */
public final class UnreadableFeed extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what, why, and what to do. */
  public UnreadableFeed(String message) {
    super(message);
  }

  /** The same, with the reader's own reason. */
  public UnreadableFeed(String message, Throwable cause) {
    super(message, cause);
  }
}
