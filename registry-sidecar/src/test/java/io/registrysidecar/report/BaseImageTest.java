package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.BaseImage.By;
import io.registrysidecar.report.BaseImage.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose word counts about what an image was built on. */
final class BaseImageTest {

  private static final Digest DIGEST = Digest.sha256(new byte[] {1});

  private static final Claim LABEL = new Claim("debian:12", DIGEST, By.LABEL);
  private static final Claim NAMED = new Claim("python:3.13", null, By.PROVENANCE);
  private static final Claim PINNED = new Claim("python:3.13", DIGEST, By.PROVENANCE);

  @Test
  void theRecordOfTheBuildGoesBeforeLabels() {
    assertThat(Claim.best(List.of(LABEL, NAMED))).contains(NAMED);
    assertThat(Claim.best(List.of(LABEL))).contains(LABEL);
    assertThat(Claim.best(List.of())).isEmpty();
  }

  @Test
  void aDigestIsBetterThanNone() {
    assertThat(Claim.best(List.of(NAMED, PINNED))).contains(PINNED);
  }

  @Test
  void aClaimDoesNotTellLayers() {
    BaseImage image = PINNED.image();

    assertThat(image.by().word()).isEqualTo("provenance");
    assertThat(image.layers()).isNull();
    assertThat(image.digest()).isEqualTo(DIGEST);
  }
}
