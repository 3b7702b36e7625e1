package io.registrysidecar.schema;

/** The predicate types of attestations that this project defines. */
public final class PredicateTypes {

  /**
   * Where an image came from and what happened to it; its schema is {@code
   * audit-trail.v1.schema.json} beside this class.
   */
  public static final String AUDIT_TRAIL = "https://registrysidecar.io/attestation/audit-trail/v1";

  private PredicateTypes() {}
}
