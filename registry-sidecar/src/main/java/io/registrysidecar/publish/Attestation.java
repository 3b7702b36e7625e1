package io.registrysidecar.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import java.time.Instant;

/**
 * Something that is attested of an image.
 *
 * @param predicateType a URI; an image has one current attestation of each
 * @param predicate what is attested; not to be modified
 * @param fingerprint equal for predicates that say the same, whenever they were made
 * @param created when the scan that it rests on began
 */
public record Attestation(
    String predicateType, ObjectNode predicate, Digest fingerprint, Instant created) {}
