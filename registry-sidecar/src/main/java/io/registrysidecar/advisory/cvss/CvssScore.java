package io.registrysidecar.advisory.cvss;

import io.registrysidecar.advisory.Severity;

/**
 * A CVSS vector with its score.
 *
 * @param version {@code 2.0}, {@code 3.0}, {@code 3.1} or {@code 4.0}
 * @param vector as published
 * @param tenths the base score times ten, 0 to 100; in version 4.0 with threat and environmental
 *     metrics as far as the vector has them
 */
public record CvssScore(String version, String vector, int tenths) {

  /**
   * The qualitative rating: of CVSS itself from 3.0 on, NVD's for 2.0. Nothing at all is {@link
   * Severity#NEGLIGIBLE}.
   */
  public Severity severity() {
    if (tenths == 0) {
      return Severity.NEGLIGIBLE;
    }
    if (tenths < 40) {
      return Severity.LOW;
    }
    if (tenths < 70) {
      return Severity.MEDIUM;
    }
    return tenths < 90 || version.equals("2.0") ? Severity.HIGH : Severity.CRITICAL;
  }
}
