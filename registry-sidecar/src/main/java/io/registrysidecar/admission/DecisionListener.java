package io.registrysidecar.admission;

/** Hears of each decision about an image, on the thread that makes it: must not block. */
@FunctionalInterface
public interface DecisionListener {

  /** Does not listen. */
  DecisionListener NONE = _ -> {};

  /** A decision was made, and is about to be answered. */
  void decided(Decided decided);
}
