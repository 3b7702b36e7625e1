package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.Registry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What every test asks: is the answer in the registry, whole and once? */
public final class Published {

  static final String REPORT = "application/vnd.registrysidecar.report.v1+json";
  static final List<String> PER_IMAGE =
      List.of("application/sarif+json", "application/vnd.cyclonedx+json", REPORT);

  /** What is attested of an image, each in a bundle. */
  static final List<String> ATTESTED =
      List.of(
          "https://cosign.sigstore.dev/attestation/vuln/v1",
          "https://cyclonedx.org/bom",
          "https://registrysidecar.io/attestation/audit-trail/v1");

  /** What is attested where a policy is configured, besides. */
  static final List<String> OF_A_POLICY =
      List.of(
          "https://in-toto.io/attestation/test-result/v0.1",
          "https://slsa.dev/verification_summary/v1");

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private Published() {}

  /** How many referrers an image has when all results of a scan without a policy are there. */
  public static int count(boolean signed) {
    return PER_IMAGE.size() + (signed ? ATTESTED.size() : 0);
  }

  /** Waits until the image has all its referrers, and fails if any is there twice. */
  static void await(Registry registry, String repository, String digest) {
    Awaitility.await(repository + "@" + digest + " has its referrers")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(kinds(registry.referrers(repository, digest)))
                .containsExactlyInAnyOrderElementsOf(
                    Stream.concat(PER_IMAGE.stream(), ATTESTED.stream()).toList()));
  }

  /** As {@link #await}, where referrers of other kinds may be there too. */
  static void awaitAmongOthers(Registry registry, String repository, String digest) {
    Awaitility.await(repository + "@" + digest + " has one result of each kind")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() ->
            assertThat(
                    kinds(registry.referrers(repository, digest)).stream()
                        .filter(kind -> PER_IMAGE.contains(kind) || ATTESTED.contains(kind)))
                .containsExactlyInAnyOrderElementsOf(
                    Stream.concat(PER_IMAGE.stream(), ATTESTED.stream()).toList()));
  }

  /** The report of an image. */
  static JsonNode report(Registry registry, String repository, String digest) throws Exception {
    return registry.content(repository, descriptor(registry, repository, digest));
  }

  /** The descriptor of an image's report. */
  static JsonNode descriptor(Registry registry, String repository, String digest) throws Exception {
    return registry.referrers(repository, digest).stream()
        .filter(one -> one.path("artifactType").asText().equals(REPORT))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no report of " + digest));
  }

  /** The artifact types, sorted; of bundles, what they attest. */
  static List<String> kinds(List<JsonNode> referrers) {
    return referrers.stream()
        .map(one ->
            one.path("artifactType").asText().equals(BUNDLE)
                ? one.path("annotations").path("dev.sigstore.bundle.predicateType").asText()
                : one.path("artifactType").asText())
        .sorted()
        .toList();
  }
}
