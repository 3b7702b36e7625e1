package io.registrysidecar.store;

import io.registrysidecar.audit.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null means any.
 *
 * @param type what happened
 * @param actor who did it
 */
public record EventFilter(@Nullable EventType type, @Nullable String actor) {

  /** Every event. */
  public static final EventFilter ALL = new EventFilter(null, null);
}
