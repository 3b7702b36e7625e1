package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verdict of a scan makes of who signed the image. */
class SignatureVerdictTest extends SignatureVerdictBench {

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

  private static SignatureInfo info(String signer) {
    String digest = Digest.sha256(new byte[0]).toString();
    return new SignatureInfo(
        "bundle", signer, null, List.of("release"), null, null, digest, digest);
  }
}
