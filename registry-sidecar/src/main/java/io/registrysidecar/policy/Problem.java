package io.registrysidecar.policy;

import io.registrysidecar.schema.FindingInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing about an image that a rule objects to, or that the rule would have to know.
 *
 * @param outcome broken, or unknown
 * @param ids the identifiers of the finding that it is about, aliases included; empty when it is
 *     about none
 * @param purl package URL of the component that it is about, or null
 * @param text for people
 */
record Problem(Outcome outcome, List<String> ids, @Nullable String purl, String text) {

  Problem {
    if (outcome == Outcome.KEPT) {
      throw new IllegalArgumentException("a rule that is kept has no problem: " + text);
    }
    ids = List.copyOf(ids);
  }

  /** An objection to the image as a whole. */
  static Problem broken(String text) {
    return new Problem(Outcome.BROKEN, List.of(), null, text);
  }

  /** Something that is not known of the image as a whole. */
  static Problem unknown(String text) {
    return new Problem(Outcome.UNKNOWN, List.of(), null, text);
  }

  /** What a rule objects to in a finding, or would have to know of it. */
  static Problem of(FindingInfo finding, Outcome outcome, String text) {
    List<String> ids = new ArrayList<>(finding.aliases().size() + 1);
    ids.add(finding.id());
    ids.addAll(finding.aliases());
    return new Problem(outcome, ids, finding.component(), text);
  }
}
