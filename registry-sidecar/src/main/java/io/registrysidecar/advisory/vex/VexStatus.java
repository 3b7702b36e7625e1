package io.registrysidecar.advisory.vex;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a statement says of a product and a vulnerability, in the words of OpenVEX. */
public enum VexStatus {
  /** The vulnerability does no harm there. */
  NOT_AFFECTED("not_affected"),
  /** It does, and something has to be done. */
  AFFECTED("affected"),
  /** It did; this product has the fix. */
  FIXED("fixed"),
  /** Nobody knows yet. */
  UNDER_INVESTIGATION("under_investigation");

  private final String word;

  VexStatus(String word) {
    this.word = word;
  }

  /** The word that OpenVEX uses. */
  public String word() {
    return word;
  }

  /** Whether a finding does not count any more. */
  public boolean suppresses() {
    return this == NOT_AFFECTED || this == FIXED;
  }

  static VexStatus parse(String text) throws MalformedVex {
    for (VexStatus status : values()) {
      if (status.word.equals(text)) {
        return status;
      }
    }
    throw new MalformedVex(
        "the status \""
            + VexFields.brief(text)
            + "\" is not known; there are "
            + Arrays.stream(values()).map(VexStatus::word).collect(Collectors.joining(", ")));
  }
}
