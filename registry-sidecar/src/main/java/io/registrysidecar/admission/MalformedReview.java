package io.registrysidecar.admission;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A review whose images cannot be told with certainty; it must not be admitted unseen. */
public final class MalformedReview extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String uid;

  MalformedReview(@Nullable String uid, String message) {
    super(message);
    this.uid = uid;
  }

  /** The identifier that the answer must repeat, or null when the review did not say it. */
  public @Nullable String uid() {
    return uid;
  }
}
