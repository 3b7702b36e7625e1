package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.schema.Report;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives verdicts, by the signatures as well where the policy asks for them; where it does not, the
 * registry is not asked.
 *
 * @param judge gives verdicts
 * @param lookup looks up signatures
 */
record Verdicts(Judge judge, SignatureLookup lookup) {

  /**
   * What is known of the signatures on what a scan is about.
   *
   * @param index an index that is known to list it
   * @throws ImageException if the registry does not answer now
   */
  Signatures signatures(Scan scan, Descriptor manifest, Optional<Digest> index)
      throws ImageException {
    return judge.asksForSignatures(scan.repository())
        ? lookup.of(scan.source(), scan.repository(), manifest, index)
        : Signatures.UNCHECKED;
  }

  /**
   * Whether a report says what would be said now, of its signatures as well. Of an index nobody can
   * tell without the reports of its platforms.
   */
  boolean isAsNow(Report report, Signatures signatures) {
    return judge.fingerprint().isEmpty()
        || (!report.image().isIndex()
            && Objects.equals(signatures.kept(), report.signatures())
            && judge.judge(Case.of(report).with(signatures)).equals(report.verdict()));
  }

  /** The same where the registry is not asked: then, what rests on signatures is not known. */
  boolean isSurelyAsNow(Report report) {
    return !judge.asksForSignatures(report.image().repository())
        && isAsNow(report, Signatures.UNCHECKED);
  }

  /** Changes when verdicts may; empty where there is no policy. */
  String fingerprint() {
    String policy = judge.fingerprint();
    return judge.asksForSignatures() ? policy + "+" + lookup.fingerprint() : policy;
  }
}
