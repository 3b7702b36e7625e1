package io.registrysidecar.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.dsse.Predicate;
import java.time.Instant;

/**
 * Something that is attested of an image.
 *
 * @param predicateType a URI; an image has one current attestation of each
 * @param predicate what is attested
 * @param fingerprint equal for predicates that say the same, whenever they were made
 * @param created when the scan that it rests on began
 */
public record Attestation(
    String predicateType, Predicate predicate, Digest fingerprint, Instant created) {

  /** Of a tree. */
  public Attestation(
      String predicateType, ObjectNode predicate, Digest fingerprint, Instant created) {
    this(predicateType, Predicate.of(predicate), fingerprint, created);
  }
}
