package io.registrysidecar.schema;

import java.util.List;

/**
 * One decision about one image.
 *
 * @param result the decision
 * @param reasons why, for people, the most important first
 */
public record Verdict(VerdictResult result, List<String> reasons) {

  /** Copies the reasons. */
  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /** The verdict where nobody has written a policy. */
  public static Verdict noPolicy() {
    return new Verdict(VerdictResult.UNKNOWN, List.of("no policy configured"));
  }
}
