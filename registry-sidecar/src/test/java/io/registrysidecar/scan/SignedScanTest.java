package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.schema.PredicateTypes;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.testing.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan attests, and when it attests it again. */
class SignedScanTest {

  private static final String VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";
  private static final String SBOM = "https://cyclonedx.org/bom";
  private static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
  private static final String VERDICT = "https://slsa.dev/verification_summary/v1";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  @TempDir Path directory;

  private Workbench bench;
  private KeyRing keys;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
    keys = SigningKeys.in(directory.resolve("keys"), bench.time);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void sign(Judge judge) throws Exception {
    bench.sign(new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time), judge);
  }

  private Digest push() throws Exception {
    return bench.push(
        image().layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2")).build(), "1.0");
  }

  /** By predicate type, verified. */
  private Map<String, Statement> attested(Digest image) throws Exception {
    Map<String, Statement> attested = new TreeMap<>();
    for (Descriptor bundle : bench.client.referrers(Workbench.REPOSITORY, image, BUNDLE)) {
      Statement statement = statement(image, bundle);
      assertThat(attested.put(statement.predicateType(), statement)).isNull();
    }
    return attested;
  }

  private JsonNode predicate(Digest image, String type) throws Exception {
    return Objects.requireNonNull(attested(image).get(type), type).predicate();
  }

  private Statement statement(Digest image, Descriptor bundle) throws Exception {
    return bench.statement(image, bundle, keys.signer(KeyRole.ATTESTATION).publicKey());
  }

  @Test
  void everythingThatAScanFindsOutIsAttested() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();

    assertThat(bench.scan(image)).isEqualTo(new Outcome.Done());

    Map<String, Statement> attested = attested(image);
    assertThat(attested).containsOnlyKeys(VULN, SBOM, TESTS, VERDICT, PredicateTypes.AUDIT_TRAIL);
    assertThat(predicate(image, VERDICT).path("verificationResult").asText()).isEqualTo("FAILED");
    assertThat(predicate(image, TESTS).path("failedTests"))
        .extracting(JsonNode::asText)
        .containsExactly("fixable");
    assertThat(predicate(image, SBOM).path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(
            predicate(image, VULN)
                .at("/scanner/result/Results/0/Vulnerabilities/0/VulnerabilityID")
                .asText())
        .isEqualTo("CVE-2026-openssl");
    assertThat(bench.referrers(image)).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void theVerdictLinksTheArtifactsThatItRestsOn() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);

    JsonNode inputs = predicate(image, VERDICT).path("inputAttestations");

    assertThat(inputs)
        .extracting(input -> Digest.parse("sha256:" + input.at("/digest/sha256").asText()))
        .containsExactlyInAnyOrderElementsOf(
            bench.client.referrers(Workbench.REPOSITORY, image, null).stream()
                .filter(referrer -> !BUNDLE.equals(referrer.artifactType()))
                .map(Descriptor::digest)
                .toList());
  }

  @Test
  void theTrailSaysWhatHappenedUpToThisScan() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);

    JsonNode trail = predicate(image, PredicateTypes.AUDIT_TRAIL);

    assertThat(trail.path("events"))
        .extracting(event -> event.path("type").asText())
        .containsExactly("pushed", "scanned", "verdict");
    assertThat(trail.path("previous").isMissingNode() || trail.path("previous").isNull()).isTrue();
  }

  @Test
  void aTrailNamesTheOneThatItReplaces() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    Digest first = trail(image);

    bench.time.pass(Duration.ofHours(1));
    bench.knowledge = Known.that("2");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(trail(image)).isNotEqualTo(first);
    JsonNode trail = predicate(image, PredicateTypes.AUDIT_TRAIL);
    assertThat(trail.path("previous").asText()).isEqualTo(first.toString());
    assertThat(predicate(image, VERDICT).path("verificationResult").asText()).isEqualTo("PASSED");
  }

  private Digest trail(Digest image) throws Exception {
    return bench.client.referrers(Workbench.REPOSITORY, image, BUNDLE).stream()
        .filter(bundle ->
            PredicateTypes.AUDIT_TRAIL.equals(
                bundle.annotations().get("dev.sigstore.bundle.predicateType")))
        .map(Descriptor::digest)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatChangesNothingIsNotAttestedAgain() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    bench.knowledge = Known.that("2", "openssl", "curl");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
  }

  @Test
  void aScanThatFindsEverythingAsItWasWritesNothing() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    List<Descriptor> before = bench.client.referrers(Workbench.REPOSITORY, image, null);
    bench.traffic.clear();
    bench.time.pass(Duration.ofHours(1));

    assertThat(bench.scan(image)).isEqualTo(new Outcome.Done());

    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
    assertThat(bench.traffic.seen("HEAD", "/blobs/")).isEmpty();
    assertThat(bench.client.referrers(Workbench.REPOSITORY, image, null)).isEqualTo(before);
  }

  @Test
  void whatSomebodyHasDeletedIsAttestedAgainByTheNextScan() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    bench.deleteInside(trail(image));
    assertThat(attested(image)).hasSize(4);

    bench.scan(image);

    assertThat(attested(image)).hasSize(5);
  }

  @Test
  void whatPoliciesAskTheAgeOfIsAttestedAgainAfterAWhile() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    bench.time.pass(Attestations.REFRESH);

    bench.knowledge = Known.that("2", "openssl", "curl");
    bench.service().reevaluate();
    bench.runQueue();

    assertThat(predicate(image, VULN).at("/metadata/scanStartedOn").asText())
        .isEqualTo("2026-01-04T12:00:00Z");
    assertThat(attested(image)).hasSize(5);
  }

  @Test
  void whereNothingCanBeDecidedThereIsNoVerdictAndAnEarlierOneGoes() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    Digest image = push();
    bench.scan(image);
    assertThat(attested(image)).containsKey(VERDICT);

    sign(bench.policy("  - {id: signed, signature: {role: release}}\n"));
    assertThat(bench.service().rejudge()).isEqualTo(1);
    bench.runQueue();

    assertThat(bench.report(image).verdict().result().word()).isEqualTo("UNKNOWN");
    assertThat(attested(image)).doesNotContainKeys(VERDICT, TESTS).containsKey(VULN);
  }

  @Test
  void anIndexAndEachOfItsPlatformsAreAttested() throws Exception {
    sign(bench.policy("  - {id: fixable, vulnerabilities: {severity: high}}\n"));
    var amd = image().layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2")).build();
    var arm = image().layer(debian(12), dpkg("curl", "7.88.1-10")).build();
    Digest index = bench.pushIndex("multi", amd, arm);

    bench.scan(index);

    assertThat(attested(index)).containsOnlyKeys(VULN, TESTS, VERDICT, PredicateTypes.AUDIT_TRAIL);
    assertThat(attested(amd.self().digest())).containsKey(VERDICT);
    assertThat(attested(arm.self().digest())).containsKey(VERDICT);
  }
}
