package io.registrysidecar.schema;

/**
 * A CVSS rating.
 *
 * @param version of the standard, for example {@code 3.1}
 * @param vector as published, for example {@code CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H}
 * @param score base score, 0.0 to 10.0
 */
public record Cvss(String version, String vector, double score) {

  /** Checks the score. */
  public Cvss {
    Require.text("CVSS version", version);
    Require.text("CVSS vector", vector);
    Require.between("CVSS score", score, 0, 10);
  }
}
