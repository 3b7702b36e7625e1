package io.registrysidecar.store;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import java.util.List;
import java.util.Optional;

/**
 * What happened to each image, one chain of events per image ({@link AuditEvent}). There is no way
 * to change or remove an event, also not when the image is gone.
 */
public interface AuditLog {

  /**
   * Appends events to the chains of their images, in one transaction. One that was told before is
   * dropped; gives how many were new.
   */
  int append(List<NewEvent> events);

  /** Events of an image, newest first. */
  Page<AuditEvent> list(ImageKey image, EventFilter filter, PageRequest page);

  /** The newest event of a type. */
  Optional<AuditEvent> latest(ImageKey image, EventType type);

  /** Whether anything is known to have happened to an image. */
  boolean isKnown(ImageKey image);

  /** The newest {@code limit} events of an image, oldest first, as trails hold them. */
  List<AuditEvent> newest(ImageKey image, int limit);

  /** Whether the newest {@code limit} events of an image are what they were, and all there. */
  EventChain.Result check(ImageKey image, int limit);
}
