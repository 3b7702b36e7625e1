package io.registrysidecar.scan;

import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.oci.ManifestKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One scan: what stays the same from its first state to its last.
 *
 * @param id names it in reports, logs and interfaces
 * @param name the image, for messages
 * @param requestedAt when it was wished; what is not there soon after may still come
 * @param startedAt when it began, or was taken up again
 * @param source where the image is read from
 * @param repository registry host and repository as they are addressed, or the local target as the
 *     user wrote it
 * @param platforms which platforms of an index are wanted
 * @param place where results are written; empty when they are not
 * @param reference the tag or digest that was asked for, where the image is in a registry that this
 *     program keeps a ledger of
 * @param allEvidence whether what belongs to a package of the distribution is judged by itself, too
 * @param urgency how urgent it is
 * @param progress is told
 */
record Scan(
    String id,
    String name,
    Instant requestedAt,
    Instant startedAt,
    ImageSource source,
    String repository,
    PlatformFilter platforms,
    Optional<Place> place,
    Optional<ManifestKey> reference,
    boolean allEvidence,
    Urgency urgency,
    Progress progress) {

  /** The same scan, as urgent as others make it. */
  Scan with(Urgency changed) {
    return new Scan(
        id,
        name,
        requestedAt,
        startedAt,
        source,
        repository,
        platforms,
        place,
        reference,
        allEvidence,
        changed,
        progress);
  }
}
