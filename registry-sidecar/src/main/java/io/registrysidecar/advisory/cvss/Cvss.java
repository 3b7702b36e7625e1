package io.registrysidecar.advisory.cvss;

import java.util.Optional;

/** Reads CVSS vectors of every version. */
public final class Cvss {

  private static final int LONGEST = 300;

  private Cvss() {}

  /**
   * Scores a vector.
   *
   * @return empty when {@code vector} is not a complete, valid vector of a known version
   */
  public static Optional<CvssScore> score(String vector) {
    if (vector.length() > LONGEST) {
      return Optional.empty();
    }
    if (vector.startsWith("CVSS:4.0/")) {
      return CvssV4.score(vector);
    }
    if (vector.startsWith("CVSS:3.")) {
      return CvssV3.score(vector);
    }
    return CvssV2.score(vector);
  }
}
