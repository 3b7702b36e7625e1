package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * When somebody signs, or others are trusted, images are judged anew; and what is said while nobody
 * can tell.
 */
class SignatureNewsTest extends SignatureVerdictBench {

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

  @Test
  void threat16WhatWeAttachedOurselvesHasNothingLookedAt() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    bench.scan(image);
    signers.sign(image);
    Digest ours = refer(openssl.self(), Map.of(AnnotationKeys.CONTENT_FINGERPRINT, "sha256:00"));

    bench.scan(new ManifestKey.ByDigest(ours), Priority.PUSH);

    assertThat(published(image).result()).as("as before").isEqualTo(VerdictResult.FAILED);
    assertThat(bench.referrers(ours)).isEmpty();
  }

  @Test
  void whatIsSignedWhileItsFirstScanIsBeingPublishedIsLookedAtAgain() throws Exception {
    judgeBy(RELEASED);
    Digest image = bench.push(openssl, "1.0");
    Digest signature = refer(openssl.self(), Map.of());
    AtomicBoolean publishing = new AtomicBoolean();
    CompletableFuture<Outcome> told = new CompletableFuture<>();
    bench.traffic.answerInstead(request -> {
      if (request.method().equals("PUT") && publishing.compareAndSet(false, true)) {
        signers.sign(image);
        var _ = told.completeAsync(() -> attached(signature), Thread::startVirtualThread);
      }
      return Optional.empty();
    });

    bench.scan(image);

    assertThat(told.get(1, TimeUnit.MINUTES)).isEqualTo(new Outcome.Done());
    assertThat(published(image).result()).isEqualTo(VerdictResult.PASSED);
  }

  private Outcome attached(Digest signature) {
    try {
      return bench.scan(new ManifestKey.ByDigest(signature), Priority.PUSH);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
}
