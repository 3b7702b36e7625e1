package io.registrysidecar.store;

import io.registrysidecar.audit.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to become a link of an image's chain.
 *
 * @param image the image
 * @param at when
 * @param type what
 * @param actor who did it, or null when nobody said
 * @param detail what there is to say
 * @param occurrence equal when the same thing is told again, which is then dropped; or empty, which
 *     is equal to nothing
 */
public record NewEvent(
    ImageKey image,
    Instant at,
    EventType type,
    @Nullable String actor,
    Map<String, String> detail,
    String occurrence) {

  /** Copies the map. */
  public NewEvent {
    detail = Map.copyOf(detail);
  }
}
