package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of an image's newest report, and what else a cluster may want to know of it.
 *
 * @param verdict what was decided, and why
 * @param scannedAt when the report was made
 * @param caveat why there is no newer report although one was tried, or empty
 * @param results what was written to the registry, newest first
 * @param signatures the trusted signatures that the verdict was given by, or null when nobody
 *     looked
 */
public record KnownVerdict(
    Verdict verdict,
    Instant scannedAt,
    String caveat,
    List<Published> results,
    @Nullable List<SignatureInfo> signatures) {

  /** Copies the lists. */
  public KnownVerdict {
    signatures = signatures == null ? null : List.copyOf(signatures);
    results = List.copyOf(results);
  }

  /**
   * A result in the registry.
   *
   * @param type its artifact type
   * @param digest of its manifest
   * @param signature the digest of our Notary signature on it, or null when it has none
   */
  public record Published(String type, Digest digest, @Nullable Digest signature) {}

  /** About how many bytes of memory it takes. */
  int weight() {
    return 400
        + caveat.length()
        + 300 * results.size()
        + (signatures == null ? 0 : 700 * signatures.size())
        + verdict.reasons().stream().mapToInt(reason -> 60 + reason.length()).sum();
  }
}
