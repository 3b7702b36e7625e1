package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.policy.SignedStatement;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verdict of a scan makes of who signed the image. */
class SignatureVerdictTest {

  private static final String RELEASED = "  - {id: released, signature: {role: release}}\n";
  private static final String VERDICT = "https://slsa.dev/verification_summary/v1";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private final TestImage openssl =
      image().layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2")).build();
  private final TestImage curl = image().layer(debian(12), dpkg("curl", "7.88.1-10")).build();
  private final Signers signers = new Signers();

  @TempDir Path directory;

  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatIsSignedLaterIsJudgedAnewAndPublishedAgain() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    bench.scan(image);
    assertThat(published(image).result()).isEqualTo(VerdictResult.FAILED);
    assertThat(published(image).reasons())
        .containsExactly("released: signed by 0 of 1 trusted signers with role release");

    signers.sign(image);
    assertThat(bench.scan(image)).isEqualTo(new Outcome.Done());

    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(bench.reportDigests(image)).hasSize(1);
    assertThat(attests(image, VERDICT)).isTrue();
  }

  @Test
  void aReportKeepsWhoSignedAndIsMadeAgainWhenThatChanges() throws Exception {
    judgeBy("  - {id: signed, enforce: warn, signature: {role: release, at-least: 3}}\n");
    Digest image = bench.push(openssl, "1.0");
    bench.scan(image);
    Verdict before = published(image);
    assertThat(bench.report(image).signatures()).isEmpty();

    signers.kept = List.of(info("bob"), info("alice"));
    bench.scan(image);

    assertThat(published(image)).isEqualTo(before);
    assertThat(bench.report(image).signatures())
        .extracting(SignatureInfo::signer)
        .containsExactly("alice", "bob");
  }

  @Test
  void aReportSaysNothingOfSignaturesThatNobodyLookedFor() throws Exception {
    judgeBy("  - {id: high, vulnerabilities: {severity: high}}\n");
    Digest image = bench.push(openssl, "1.0");

    bench.scan(image);

    assertThat(bench.report(image).signatures()).isNull();
  }

  @Test
  void whatIsNoLongerSignedFailsAgain() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    signers.sign(image);
    bench.scan(image);
    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);

    signers.unsign(image);
    bench.scan(image);

    assertThat(published(image).result()).isEqualTo(VerdictResult.FAILED);
  }

  @Test
  void aVerdictThatStaysIsNotPublishedAgain() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    signers.sign(image);
    bench.scan(image);
    bench.traffic.clear();
    signers.asked.clear();

    bench.service().rejudge();
    bench.runQueue();

    assertThat(signers.asked).as("the registry knows whether it is still so").isNotEmpty();
    assertThat(bench.traffic.seen("PUT", "")).isEmpty();
    assertThat(bench.traffic.seen("GET", openssl.layer(0).toString())).isEmpty();
  }

  @Test
  void whereThePolicyDoesNotAskNobodyLooks() throws Exception {
    judgeBy("  - {id: high, vulnerabilities: {severity: high}}\n");
    Digest image = bench.push(openssl, "1.0");

    bench.scan(image);
    bench.scan(image);

    assertThat(signers.asked).isEmpty();
  }

  @Test
  void aRegistryThatDoesNotAnswerIsWaitedForAndNothingIsSaidMeanwhile() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    signers.failure = new RegistryFailure.ServerError("list referrers", 503, "away");

    assertThat(bench.scan(image)).isInstanceOf(Outcome.RetryLater.class);
    assertThat(bench.referrers(image)).isEmpty();

    signers.failure = null;
    signers.sign(image);
    assertThat(bench.scan(image)).isEqualTo(new Outcome.Done());
    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);

    signers.failure = new RegistryFailure.Unreachable("list referrers", "connection refused");
    assertThat(bench.scan(image)).isInstanceOf(Outcome.RetryLater.class);
    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
  }

  @Test
  void whatCannotBeLookedUpIsUnknownAndSaysWhy() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    signers.unchecked = "the registry refused";

    bench.scan(image);

    assertThat(published(image))
        .isEqualTo(new Verdict(VerdictResult.UNKNOWN, List.of("released: the registry refused")));
    assertThat(attests(image, VERDICT)).isFalse();
  }

  @Test
  void theBuilderThatTrustedProvenanceNamesCounts() throws Exception {
    judgeBy("  - {id: built, builder: {allow: [\"https://github.com/example/**\"]}}\n");
    Digest image = bench.push(openssl, "1.0");
    signers.provenance(image, "https://github.com/mallory/app/.github/workflows/x.yml");
    bench.scan(image);
    assertThat(published(image).result()).isEqualTo(VerdictResult.FAILED);

    signers.unsign(image);
    signers.provenance(image, "https://github.com/example/app/.github/workflows/release.yml");
    bench.scan(image);

    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
  }

  @Test
  void theSignatureOfAnIndexCountsForItsPlatformsAndNotTheOtherWayRound() throws Exception {
    judgeBy(RELEASED);
    Digest index = bench.pushIndex("multi", openssl, curl);
    signers.sign(openssl.self().digest());
    bench.scan(index);

    assertThat(published(openssl.self().digest()).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(published(curl.self().digest()).result()).isEqualTo(VerdictResult.FAILED);
    assertThat(published(index).result()).isEqualTo(VerdictResult.FAILED);

    signers.sign(index);
    bench.scan(index);

    assertThat(published(curl.self().digest()).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(published(index).result()).isEqualTo(VerdictResult.PASSED);
  }

  @Test
  void whenOthersAreTrustedEveryImageIsJudgedAgain() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    bench.scan(image);
    String before = bench.service().verdictFingerprint();
    String generation = bench.service().generation();

    signers.trusted = "others";
    signers.sign(image);

    assertThat(bench.service().verdictFingerprint()).isNotEqualTo(before);
    assertThat(bench.service().generation()).isNotEqualTo(generation);
    assertThat(bench.service().rejudge()).isEqualTo(1);
    bench.runQueue();
    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
  }

  @Test
  void whoIsTrustedDoesNotMatterToAPolicyThatDoesNotAsk() throws Exception {
    judgeBy("  - {id: high, vulnerabilities: {severity: high}}\n");
    String before = bench.service().verdictFingerprint();

    signers.trusted = "others";

    assertThat(bench.service().verdictFingerprint()).isEqualTo(before);
  }

  @Test
  void whatIsPushedAsIfItWereAnImageAndIsSaidAboutOneHasThatLookedAt() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    bench.scan(image);
    assertThat(published(image).result()).isEqualTo(VerdictResult.FAILED);
    signers.sign(image);
    Digest signature = refer(openssl.self(), Map.of());

    assertThat(bench.scan(new ManifestKey.ByDigest(signature), Priority.PUSH))
        .isEqualTo(new Outcome.Done());

    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(bench.referrers(signature)).as("nothing is said about signatures").isEmpty();
  }

  private static SignatureInfo info(String signer) {
    String digest = Digest.sha256(new byte[0]).toString();
    return new SignatureInfo("bundle", signer, null, List.of("release"), null, digest, digest);
  }

  private Digest refer(Descriptor subject, Map<String, String> annotations) throws Exception {
    byte[] content = {1, 2, 3};
    var artifact =
        new ArtifactManifest(
            "application/vnd.example.signature",
            List.of(Descriptor.of("application/octet-stream", content)),
            subject,
            annotations);
    bench.client.pushBlob(Workbench.REPOSITORY, ArtifactManifest.emptyBlob());
    bench.client.pushBlob(Workbench.REPOSITORY, content);
    byte[] bytes = artifact.toBytes();
    return bench.client.pushManifest(
        Workbench.REPOSITORY,
        new ManifestKey.ByDigest(Digest.sha256(bytes)),
        OciMediaTypes.IMAGE_MANIFEST,
        bytes);
  }

  private void judgeBy(String rules) throws Exception {
    var keys = SigningKeys.in(directory.resolve("keys"), bench.time);
    bench.sign(
        new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time),
        bench.policy(rules),
        signers);
  }

  private Verdict published(Digest image) throws Exception {
    return bench.report(image).verdict();
  }

  private boolean attests(Digest image, String predicateType) throws Exception {
    return bench.client.referrers(Workbench.REPOSITORY, image, BUNDLE).stream()
        .anyMatch(bundle ->
            predicateType.equals(bundle.annotations().get("dev.sigstore.bundle.predicateType")));
  }

  /** Whom a test lets sign. */
  private static final class Signers implements SignatureLookup {
    private final Map<Digest, List<SignedStatement>> signed = new HashMap<>();
    private final List<Digest> asked = new ArrayList<>();
    private @Nullable RegistryFailure failure;
    private @Nullable String unchecked;
    private String trusted = "some";
    private List<SignatureInfo> kept = List.of();

    void sign(Digest image) {
      add(image, new SignedStatement("alice", Set.of("release"), "", null, null, Map.of()));
    }

    void provenance(Digest image, String builder) {
      add(
          image,
          new SignedStatement(
              "ci", Set.of("builder"), "https://slsa.dev/provenance/v1", builder, null, Map.of()));
    }

    void unsign(Digest image) {
      signed.remove(image);
    }

    private void add(Digest image, SignedStatement statement) {
      signed.computeIfAbsent(image, _ -> new ArrayList<>()).add(statement);
    }

    @Override
    public Signatures of(
        ImageSource source, String repository, Descriptor image, Optional<Digest> index)
        throws ImageException {
      asked.add(image.digest());
      if (failure != null) {
        throw new ImageException(new ImageFailure.Registry(failure));
      }
      if (unchecked != null) {
        return new Signatures.Unchecked(unchecked);
      }
      List<SignedStatement> found = new ArrayList<>(signed.getOrDefault(image.digest(), List.of()));
      index.ifPresent(listing -> found.addAll(signed.getOrDefault(listing, List.of())));
      return new Signatures.Checked(found, kept);
    }

    @Override
    public String fingerprint() {
      return trusted;
    }
  }
}
