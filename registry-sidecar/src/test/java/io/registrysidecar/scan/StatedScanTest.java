package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.vex.OpenVexWriter;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexStatus;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacySignature;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators say of vulnerabilities: what it does to results, and who can read it. */
class StatedScanTest extends StatedBench {

  @Test
  void aStatementSilencesAFindingThatStaysVisibleAndIsWrittenAsOpenVex() throws Exception {
    Digest image = scanned();
    Instant end = bench.time.instant().plus(Duration.ofDays(30));
    StoredVex stated = state(image, VexStatus.NOT_AFFECTED, end);

    assertThat(settle()).containsOnly(new Outcome.Done());

    assertThat(finding(image).status()).isEqualTo(FindingStatus.SUPPRESSED);
    assertThat(finding(image).reason())
        .startsWith("not_affected: vulnerable_code_not_present (VEX of Ada")
        .contains("statement " + stated.id() + " of this service (until " + end + ")")
        .contains("otherwise: Every version is affected.");
    assertThat(bench.report(image).summary().high()).isZero();
    assertThat(document(image).statements())
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.vulnerabilities()).containsExactly(OPENSSL);
          assertThat(statement.status()).isEqualTo(VexStatus.NOT_AFFECTED);
        });
    assertThat(bench.referrers(image)).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void whatItIsAndWhoSaidItIsInTheHistory() throws Exception {
    Digest image = scanned();
    StoredVex stated = state(image, VexStatus.NOT_AFFECTED, null);
    settle();
    bench.store().vex().remove(stated.id(), "bob", bench.time.instant());
    settle();

    assertThat(bench.store().audit().latest(key(image), EventType.STATED))
        .hasValueSatisfying(event -> {
          assertThat(event.actor()).isEqualTo("alice");
          assertThat(event.detail())
              .containsEntry("author", "Ada")
              .containsEntry("vulnerability", OPENSSL)
              .containsEntry("status", "not_affected")
              .containsEntry("justification", "vulnerable_code_not_present");
        });
    assertThat(bench.store().audit().latest(key(image), EventType.RETRACTED))
        .hasValueSatisfying(event -> {
          assertThat(event.actor()).isEqualTo("bob");
          assertThat(event.detail()).containsEntry("because", "removed");
        });
    assertThat(bench.store().audit().check(key(image), 100))
        .isInstanceOf(EventChain.Result.Whole.class);
  }

  @Test
  void whenItExpiresTheImageIsJudgedWithoutItAndTheDocumentGoes() throws Exception {
    Digest image = scanned();
    state(image, VexStatus.NOT_AFFECTED, bench.time.instant().plus(Duration.ofHours(1)));
    settle();
    assertThat(settle()).as("nothing new").isEmpty();

    bench.time.pass(Duration.ofHours(1));
    assertThat(settle()).containsOnly(new Outcome.Done());

    assertThat(finding(image).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(documents(image)).isEmpty();
    assertThat(bench.store().audit().latest(key(image), EventType.RETRACTED).orElseThrow().detail())
        .containsEntry("because", "expired");
    assertThat(settle()).isEmpty();
  }

  @Test
  void whatExpiresWhileTheServiceIsDownIsNoticedAfterwards() throws Exception {
    Digest image = scanned();
    state(image, VexStatus.NOT_AFFECTED, bench.time.instant().plus(Duration.ofHours(1)));
    settle();
    bench.time.pass(Duration.ofDays(2));

    bench.restart();
    bench.sign(signing(), Judge.NO_POLICY, vex());
    settle();

    assertThat(finding(image).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(documents(image)).isEmpty();
  }

  @Test
  void theDocumentIsReplacedWhenMoreIsSaid() throws Exception {
    Digest image = scanned();
    state(image, VexStatus.UNDER_INVESTIGATION, null);
    settle();
    Digest first = documents(image).getFirst().digest();
    assertThat(finding(image).status()).isEqualTo(FindingStatus.UNDER_INVESTIGATION);

    state(image, VexStatus.FIXED, null);
    settle();

    assertThat(document(image).statements()).hasSize(2);
    assertThat(documents(image).getFirst().digest()).isNotEqualTo(first);
    assertThat(finding(image).status()).isEqualTo(FindingStatus.SUPPRESSED);
  }

  @Test
  void aStatementAboutNothingThatWasFoundIsWrittenAllTheSame() throws Exception {
    Digest image = scanned();
    var mark = new VexMark("CVE-9", null, VexStatus.FIXED, null, null, null, "Ada", null);
    bench
        .store()
        .vex()
        .add(
            new VexScope("main", Workbench.REPOSITORY, image), mark, "alice", bench.time.instant());

    settle();

    assertThat(document(image).statements().getFirst().vulnerabilities()).containsExactly("CVE-9");
    assertThat(finding(image).status()).isEqualTo(FindingStatus.AFFECTED);
  }

  @Test
  void onAnImageWithALegacySignatureItIsInTheTagAndReadBackAsOurs() throws Exception {
    Digest image = bench.push(openssl("amd64"), "1.0");
    bench.push(openssl("riscv64"), LegacySignature.tag(image));
    bench.scan(image);
    bench.time.pass(Duration.ofMinutes(1));
    StoredVex stated = state(image, VexStatus.NOT_AFFECTED, null);
    settle();

    assertThat(attested(image)).contains(OPENVEX);
    assertThat(documents(image)).isEmpty();

    bench.store().vex().remove(stated.id(), "bob", bench.time.instant());
    settle();
    assertThat(attested(image)).doesNotContain(OPENVEX).isNotEmpty();
    assertThat(finding(image).status()).isEqualTo(FindingStatus.AFFECTED);
    assertThat(bench.report(image).coverage().statements())
        .extracting(CoverageStatement::code)
        .doesNotContain(VexSources.NOT_APPLIED, VexSources.UNREADABLE);
  }

  @Test
  void whatAnAuthorAttachesLaterIsHeardWhenSomebodyAsks() throws Exception {
    AuthorKey author = new AuthorKey();
    bench.sign(
        signing(),
        Judge.NO_POLICY,
        believing(SigningKeys.trusting("security.pub", author.publicKey(), bench.time)));
    TestImage built = openssl("amd64");
    Digest image = scanned();
    var entry =
        new OpenVexWriter.Entry(
            new VexMark(OPENSSL, null, VexStatus.FIXED, null, null, null, "Ada", null),
            bench.time.instant(),
            List.of(new OpenVexWriter.Target(image, null)));
    Bundle bundle =
        Bundle.of(
            author,
            Statement.of(
                "app", image, OPENVEX, OpenVexWriter.document("x/team/app", List.of(entry), "t")));
    ArtifactManifest artifact = bundle.manifest(built.self(), bench.time.instant());
    bench.client.pushBlob(Workbench.REPOSITORY, bundle.toBytes());
    bench.client.pushBlob(Workbench.REPOSITORY, "{}".getBytes(StandardCharsets.UTF_8));
    bench.client.pushManifest(
        Workbench.REPOSITORY,
        new ManifestKey.ByDigest(artifact.descriptor().digest()),
        OciMediaTypes.IMAGE_MANIFEST,
        artifact.toBytes());

    bench.scan(new ManifestKey.ByDigest(image), Priority.REQUEST);

    assertThat(finding(image).status()).isEqualTo(FindingStatus.SUPPRESSED);
    assertThat(finding(image).reason()).contains("signed by key security.pub");
  }

  private List<String> attested(Digest image) throws Exception {
    var tag = new ManifestKey.Tag(LegacyAttestation.tag(image));
    var manifest = (Manifest.Image) bench.client.manifest(Workbench.REPOSITORY, tag).orElseThrow();
    assertThat(manifest.layers())
        .extracting(Descriptor::mediaType)
        .containsOnly(Envelope.MEDIA_TYPE);
    return manifest.layers().stream()
        .map(layer -> layer.annotations().getOrDefault("predicateType", ""))
        .toList();
  }
}
