package io.registrysidecar.policy;

import java.util.List;

/**
 * One condition that an image must keep.
 *
 * <p>Pure: equal facts give equal problems. A fact that the rule needs and that is not there is a
 * problem too, of outcome {@link Outcome#UNKNOWN}; a rule never takes ignorance for innocence.
 */
interface Rule {

  /** What speaks against the image; nothing when it keeps the rule. */
  List<Problem> judge(Facts.Scanned facts);

  /** Whether who signed the image may make a difference. */
  default boolean asksForSignatures() {
    return false;
  }

  /** Whether the same image may keep it today and not tomorrow, or the other way round. */
  default boolean asksForTime() {
    return false;
  }
}
