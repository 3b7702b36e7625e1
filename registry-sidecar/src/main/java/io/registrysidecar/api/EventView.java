package io.registrysidecar.api;

import io.registrysidecar.audit.AuditEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the API shows it.
 *
 * @param sequence its place in the image's chain, from 1
 * @param at when
 * @param type what
 * @param actor who did it, or null when nobody said
 * @param detail what there is to say
 * @param prev the digest of the event before, or of the image's manifest
 * @param digest its own digest, which the next event names
 */
record EventView(
    long sequence,
    String at,
    String type,
    @Nullable String actor,
    Map<String, String> detail,
    String prev,
    String digest) {

  static EventView of(AuditEvent event) {
    return new EventView(
        event.sequence(),
        event.at().toString(),
        event.type().word(),
        event.actor(),
        event.detail(),
        event.prev().toString(),
        event.digest().toString());
  }
}
