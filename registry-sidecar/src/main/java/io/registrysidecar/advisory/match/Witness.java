package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;

/**
 * Sees what matching does with each row about a component, and why. It changes nothing, so what is
 * explained is what is decided.
 */
interface Witness {

  /** Nobody, as in a scan. */
  Witness NONE =
      new Witness() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public void asked(String ecosystem, Wanted wanted, AffectedRow row) {}

        @Override
        public void became(AffectedRow row, Outcome outcome) {}
      };

  /** Whether anybody sees it, so that what only a witness needs need not be worked out. */
  default boolean isThere() {
    return true;
  }

  /** A row is there, which an ecosystem's advisories have of a package. */
  void asked(String ecosystem, Wanted wanted, AffectedRow row);

  /** What became of this very row; a later word goes before an earlier one. */
  void became(AffectedRow row, Outcome outcome);
}
