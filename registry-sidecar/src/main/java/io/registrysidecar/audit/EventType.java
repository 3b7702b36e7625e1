package io.registrysidecar.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to an image, as far as this program sees it. */
public enum EventType {
  /** It was pushed, or was there when this program first looked. */
  PUSHED,
  /** It was scanned, with another result than before or because somebody wished it. */
  SCANNED,
  /** It was decided upon, otherwise than before. */
  VERDICT,
  /** A signed result was written, or the image itself was signed. */
  SIGNED,
  /** A result that nobody signed was written. */
  PUBLISHED,
  /** A result was replaced by a newer one. */
  SUPERSEDED,
  /** A result was removed, with nothing in its place. */
  WITHDRAWN,
  /** Somebody had it signed although it did not meet the policy, and gave a reason. */
  OVERRIDDEN,
  /** Somebody stated whether a vulnerability does harm in it (VEX). */
  STATED,
  /** Such a statement does not count any more: it was taken back, or has expired. */
  RETRACTED;

  /** The word that trails use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that a word means. */
  public static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
