package io.registrysidecar.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * How much an image may carry before the policies of other people fail on it: some refuse an image
 * with more than {@value #MOST_REFERRERS} referrers, or with an attestation of more than {@value
 * #MOST_BYTES} bytes. What does not fit is left out, the least needed first.
 *
 * @param kept what is written, in the order given
 * @param leftOut what is not, each with the reason, for people
 */
record Budget(List<Artifact> kept, List<String> leftOut) {

  static final int MOST_REFERRERS = 50;
  static final int MOST_OURS = 12;
  static final int MOST_BYTES = 10_000_000;

  /** Copies the lists. */
  Budget {
    kept = List.copyOf(kept);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * What fits.
   *
   * @param wanted the most needed first
   * @param foreign how many referrers others have written
   */
  static Budget fit(List<Artifact> wanted, int foreign) {
    int places = Math.min(MOST_OURS, MOST_REFERRERS - foreign);
    List<Artifact> kept = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Artifact artifact : wanted) {
      Kind kind = Kind.of(artifact.type(), artifact.annotations());
      if (kind.isBundle() && artifact.content().length >= MOST_BYTES) {
        leftOut.add(kind + ": " + artifact.content().length + " bytes are too many to be verified");
      } else if (kept.size() >= places) {
        leftOut.add(kind + ": the image has " + foreign + " other referrers");
      } else {
        kept.add(artifact);
      }
    }
    return new Budget(kept, leftOut);
  }
}
