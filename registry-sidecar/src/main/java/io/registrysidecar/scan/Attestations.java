package io.registrysidecar.scan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.Artifact;
import io.registrysidecar.publish.Attestation;
import io.registrysidecar.report.VulnerabilityPredicate;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is attested of an image, the most needed first.
 *
 * <p>An attestation that says the same as the one before is not written again, except that policies
 * ask how old it is: {@link #REFRESH} after the last one it counts as new.
 */
final class Attestations {

  /** Policies commonly accept a week. */
  static final Duration REFRESH = Duration.ofDays(3);

  private static final String CYCLONEDX = "https://cyclonedx.org/bom";
  private static final JsonMapper JSON = new JsonMapper();

  private Attestations() {}

  /**
   * The attestations of a result.
   *
   * @param plain the artifacts that are published of it
   */
  static List<Attestation> of(Report report, List<Artifact> plain) {
    Instant created = report.scan().startedAt();
    List<Attestation> all = new ArrayList<>();
    plain.stream()
        .filter(artifact -> artifact.type().equals(MediaTypes.REPORT))
        .forEach(artifact ->
            all.add(
                new Attestation(
                    VulnerabilityPredicate.TYPE,
                    VulnerabilityPredicate.of(report),
                    refreshed(fingerprint(artifact), created),
                    created)));
    plain.stream()
        .filter(artifact -> artifact.type().equals(MediaTypes.CYCLONEDX))
        .forEach(artifact ->
            all.add(
                new Attestation(
                    CYCLONEDX,
                    json(artifact.content()),
                    Digest.sha256(artifact.content()),
                    created)));
    return all;
  }

  private static String fingerprint(Artifact artifact) {
    return artifact.annotations().getOrDefault(AnnotationKeys.CONTENT_FINGERPRINT, "");
  }

  /** The same for a while, then another. */
  private static Digest refreshed(String fingerprint, Instant created) {
    long period = created.getEpochSecond() / REFRESH.toSeconds();
    return Digest.sha256((fingerprint + " " + period).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode json(byte[] content) {
    try {
      return (ObjectNode) JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException("what this program has just rendered", e);
    }
  }
}
