package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.BaseInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.sign.sigstore.LegacyAttestation;
import io.registrysidecar.sign.sigstore.LegacyManifest;
import io.registrysidecar.sign.sigstore.LegacySignature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a scan finds out about where an image came from. */
class OriginScanTest extends OriginBench {

  @Test
  void whatBuildKitPutsIntoTheIndexIsInTheReportOfThePlatform() throws Exception {
    Digest attestation = pushAttestation(record(image.self().digest()));
    bench.scan(pushIndex(attestation));

    JsonNode audit = audit();
    assertThat(audit.path("built").path(0).path("trust").asText()).isEqualTo("claimed");
    assertThat(audit.path("built").path(0).path("source").path("kind").asText())
        .isEqualTo("buildkit-index");
    assertThat(audit.path("built").path(0).path("commit").asText())
        .isEqualTo("4b220de5058abfd01ff619c9d2ff6b09a049bea0");
    assertThat(audit.path("built").path(0).path("rebuild").asText())
        .startsWith("docker buildx build --file build/Dockerfile --platform linux/amd64 ");
    assertThat(audit.path("built").findValuesAsText("trust")).contains("label");
    assertThat(audit.path("conflicts")).extracting(JsonNode::asText).containsExactly("commit");
    assertThat(audit.path("attestations").path(0).path("manifest").asText())
        .isEqualTo(attestation.toString());
    assertThat(audit.path("attestations").path(0).path("index").asText())
        .isEqualTo(audit.path("content").path("index").asText());
    assertThat(audit.path("content").path("layers")).hasSize(1);
    assertThat(bench.report(image.self().digest()).coverage().statements()).isEmpty();
  }

  @Test
  void theBaseImageIsTheOneThatTheRecordOfTheBuildNames() throws Exception {
    bench.scan(pushIndex(pushAttestation(record(image.self().digest()))));

    assertThat(bench.report(image.self().digest()).base())
        .isEqualTo(
            new BaseInfo(
                "alpine:3.19",
                "sha256:13b7e62e8df80264dbb747995705a986aa530415763a6c58f84a3ca8af9a5bcd",
                "provenance",
                null,
                null));
  }

  @Test
  void anImageThatWasScannedBeforeItsIndexWasKnownIsLookedAtAgain() throws Exception {
    bench.pushByDigest(image);
    bench.scan(image.self().digest());
    assertThat(audit().path("attestations")).isEmpty();

    Digest attestation = pushAttestation(record(image.self().digest()));
    bench.scan(pushIndex(attestation));
    assertThat(audit().path("attestations")).hasSize(1);

    bench.knowledge = Known.that("2", "openssl");
    bench.scan(new ManifestKey.ByDigest(image.self().digest()), Priority.REEVALUATION);
    assertThat(audit().path("attestations")).hasSize(1);
  }

  /** Who signs a tag of several platforms signs the index, and builders attest that, too. */
  @Test
  void whatIsOnTheIndexIsToldOfItsPlatformAndSaidToBeOfTheIndex() throws Exception {
    Digest index = pushIndex(pushAttestation(record(image.self().digest())));
    Descriptor signature =
        layer("application/vnd.dev.cosign.simplesigning.v1+json", "{}", Map.of());
    Descriptor own = layer("application/vnd.dev.cosign.simplesigning.v1+json", "{ }", Map.of());
    tag(LegacySignature.tag(index), signature);
    tag(LegacySignature.tag(image.self().digest()), own);
    bench.scan(index);

    assertThat(audit().path("signatures"))
        .extracting(found -> found.path("blob").asText(), found -> found.path("index").asText())
        .containsExactlyInAnyOrder(
            tuple(signature.digest().toString(), index.toString()),
            tuple(own.digest().toString(), ""));

    bench.knowledge = Known.that("2", "openssl");
    bench.scan(new ManifestKey.ByDigest(image.self().digest()), Priority.REQUEST);
    assertThat(audit().path("signatures").findValuesAsText("index"))
        .as("also where the platform is asked for by itself")
        .containsExactly(index.toString());
  }

  @Test
  void statementsThatReferToTheImageAreReadInEveryForm() throws Exception {
    bench.pushByDigest(image);
    byte[] record = record(image.self().digest());
    byte[] envelope = envelope(record).getBytes(UTF_8);
    String bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";
    refer("application/vnd.docker.attestation.manifest.v1+json", IN_TOTO, record);
    refer(
        "application/vnd.dsse.envelope.v1+json", "application/vnd.dsse.envelope.v1+json", envelope);
    refer(
        bundle, bundle, ("{\"dsseEnvelope\":" + new String(envelope, UTF_8) + "}").getBytes(UTF_8));
    refer("application/vnd.cncf.notary.signature", "application/jose+json", new byte[] {1});
    bench.scan(image.self().digest());

    assertThat(audit().path("built").findValuesAsText("kind"))
        .containsExactly("sigstore-bundle", "referrer", "buildkit-index", "labels");
    assertThat(audit().path("built"))
        .extracting(claim -> claim.path("trust").asText())
        .containsExactly("claimed-signed", "claimed-signed", "claimed", "label");
    assertThat(audit().path("signatures").findValuesAsText("kind"))
        .containsExactly("notation", "cosign-bundle", "dsse");
  }

  @Test
  void whatCosignPutsUnderTagsIsListedButForWhatWeWrote() throws Exception {
    bench.pushByDigest(image);
    Descriptor signature =
        layer("application/vnd.dev.cosign.simplesigning.v1+json", "{}", Map.of());
    Descriptor provenance =
        layer(
            "application/vnd.dsse.envelope.v1+json",
            envelope(record(image.self().digest())),
            Map.of("predicateType", PROVENANCE));
    Descriptor others =
        layer("application/vnd.dsse.envelope.v1+json", "sbom", Map.of("predicateType", "sbom"));
    Descriptor ours =
        layer(
            "application/vnd.dsse.envelope.v1+json",
            "ours",
            Map.of("predicateType", "vuln", AnnotationKeys.CONTENT_FINGERPRINT, "sha256:00"));
    tag(LegacySignature.tag(image.self().digest()), signature);
    tag(LegacyAttestation.tag(image.self().digest()), provenance, others, ours);
    bench.scan(image.self().digest());

    assertThat(audit().path("signatures"))
        .extracting(
            found -> found.path("kind").asText(),
            found -> found.path("blob").asText(),
            found -> found.path("result").asText())
        .containsExactlyInAnyOrder(
            tuple("cosign-sig", signature.digest().toString(), "unchecked"),
            tuple("dsse", provenance.digest().toString(), "unchecked"),
            tuple("dsse", others.digest().toString(), "unchecked"));
    assertThat(audit().path("built").path(0).path("commit").asText())
        .isEqualTo("4b220de5058abfd01ff619c9d2ff6b09a049bea0");
  }

  @Test
  void ofSignaturesWithoutEndOnlySomeAreLookedAt() throws Exception {
    bench.pushByDigest(image);
    Descriptor[] many = new Descriptor[70];
    for (int i = 0; i < many.length; i++) {
      many[i] = layer("application/vnd.dev.cosign.simplesigning.v1+json", "{" + i, Map.of());
    }
    tag(LegacySignature.tag(image.self().digest()), many);
    bench.scan(image.self().digest());

    assertThat(audit().path("signatures")).hasSize(64);
    assertThat(bench.report(image.self().digest()).coverage().statements())
        .extracting(gap -> gap.code())
        .containsExactly("provenance-unusable");
  }

  @Test
  void whatIsSaidOfAnotherImageIsNotBelieved() throws Exception {
    bench.pushByDigest(image);
    refer(IN_TOTO, IN_TOTO, record(Digest.sha256(new byte[] {7})));
    bench.scan(image.self().digest());

    assertThat(audit().path("attestations").path(0).path("result").asText()).isEqualTo("of-others");
    assertThat(audit().path("built").findValuesAsText("kind")).containsExactly("labels");
  }

  @Test
  void whatCannotBeReadIsSaidAndTheScanGoesOn() throws Exception {
    bench.pushByDigest(image);
    refer(IN_TOTO, IN_TOTO, "no statement".getBytes(UTF_8));
    Digest lost = pushAttestation(record(Digest.sha256(new byte[] {9})));
    Digest index = pushIndex(lost);
    bench.deleteInside(lost);
    bench.scan(index);

    Report report = bench.report(image.self().digest());
    assertThat(report.findings()).isNotEmpty();
    assertThat(report.coverage().statements())
        .extracting(gap -> gap.code())
        .containsExactly("provenance-unusable", "provenance-unusable");
    assertThat(audit().path("attestations").findValuesAsText("result"))
        .containsExactly("unreadable", "unreadable");
  }

  private void refer(String artifactType, String mediaType, byte[] content) throws Exception {
    var artifact =
        new ArtifactManifest(
            artifactType, List.of(Descriptor.of(mediaType, content)), image.self(), Map.of());
    bench.client.pushBlob(Workbench.REPOSITORY, ArtifactManifest.emptyBlob());
    bench.client.pushBlob(Workbench.REPOSITORY, content);
    Digest _ =
        bench.client.pushManifest(
            Workbench.REPOSITORY,
            new ManifestKey.ByDigest(Objects.requireNonNull(artifact.descriptor().digest())),
            OciMediaTypes.IMAGE_MANIFEST,
            artifact.toBytes());
  }

  private static String envelope(byte[] statement) {
    return "{\"payloadType\":\""
        + IN_TOTO
        + "\",\"payload\":\""
        + Base64.getEncoder().encodeToString(statement)
        + "\",\"signatures\":[{\"sig\":\"AAAA\"}]}";
  }

  private void tag(String tag, Descriptor... layers) throws Exception {
    var manifest = new LegacyManifest(List.of(layers));
    bench.client.pushBlob(Workbench.REPOSITORY, manifest.config());
    Digest _ =
        bench.client.pushManifest(
            Workbench.REPOSITORY,
            new ManifestKey.Tag(tag),
            OciMediaTypes.IMAGE_MANIFEST,
            manifest.toBytes());
  }
}
