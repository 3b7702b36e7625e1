package io.registrysidecar.scan;

import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.Ownership;
import io.registrysidecar.publish.PublicationLog;
import io.registrysidecar.publish.Publisher;
import io.registrysidecar.publish.ResultSigning;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How results are written into registries.
 *
 * @param locks shared with whoever else on this machine writes results
 * @param signing with what they are signed; null where they are not, and never were
 * @param unwritten names of registries into which nothing is written
 */
public record Publishing(
    SubjectLock locks, @Nullable ResultSigning signing, Set<String> unwritten) {

  /** Copies the set. */
  public Publishing {
    unwritten = Set.copyOf(unwritten);
  }

  /** Into every registry. */
  public Publishing(SubjectLock locks, @Nullable ResultSigning signing) {
    this(locks, signing, Set.of());
  }

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
