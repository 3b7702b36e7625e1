package io.registrysidecar.scan;

import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.Ownership;
import io.registrysidecar.publish.PublicationLog;
import io.registrysidecar.publish.Publisher;
import io.registrysidecar.publish.ResultSigning;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How results are written into registries.
 *
 * @param locks shared with whoever else on this machine writes results
 * @param signing with what they are signed; null where they are not
 */
public record Publishing(SubjectLock locks, @Nullable ResultSigning signing) {

  /** Without signatures. */
  public static Publishing unsigned(SubjectLock locks) {
    return new Publishing(locks, null);
  }

  Publisher publisher(PublicationLog log, Clock clock) {
    Ownership ownership =
        signing == null ? Ownership.byAnnotation() : Ownership.bySignature(signing, clock);
    return new Publisher(log, ownership, locks, clock);
  }
}
