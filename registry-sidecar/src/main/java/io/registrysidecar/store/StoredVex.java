package io.registrysidecar.store;

import io.registrysidecar.advisory.vex.VexMark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an operator, and what became of it.
 *
 * @param id its number
 * @param scope what it is about
 * @param mark what it says
 * @param actor who recorded it, as far as this program can tell
 * @param since when it was recorded
 * @param endedAt when it was removed, or null
 * @param endedBy who removed it, or null
 */
public record StoredVex(
    long id,
    VexScope scope,
    VexMark mark,
    String actor,
    Instant since,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {

  /** Whether it counts at {@code now}: nobody has removed it, and it has not expired. */
  public boolean counts(Instant now) {
    return endedAt == null && mark.counts(now);
  }

  /** When it began or ceased to count, whichever was last. */
  public Instant changed(Instant now) {
    Instant end = endedAt == null ? mark.expires() : endedAt;
    return end == null || end.isAfter(now) ? since : end;
  }
}
