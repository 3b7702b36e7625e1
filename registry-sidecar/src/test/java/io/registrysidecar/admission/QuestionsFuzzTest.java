package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a question of each sort: it is refused with a reason, or its images have names. In
 * an ordinary test run these are a few of each sort; {@code e2e/fuzz} searches for more.
 */
class QuestionsFuzzTest {

  private interface Reading {
    List<String> images(byte[] body) throws MalformedReview;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aQuestionIsRefusedWithAReasonOrNamesItsImages(byte[] body) {
    check(body, bytes -> ImageReview.read(bytes).images());
    check(body, bytes -> KyvernoRequest.read(bytes).images());
    check(
        body,
        bytes -> ProviderRequest.read(bytes).keys().stream().map(ProviderKey::image).toList());
  }

  private static void check(byte[] body, Reading reading) {
    List<String> images;
    try {
      images = reading.images(body);
    } catch (MalformedReview e) {
      assertThat(e).message().isNotBlank();
      return;
    }
    assertThat(images).hasSizeLessThanOrEqualTo(500).allMatch(image -> image.length() < 10_000);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"apiVersion\":\"imagepolicy.k8s.io/v1alpha1\",\"kind\":\"ImageReview\",\"spec\":"
                + "{\"containers\":[{\"image\":\"a/b:1\"}],\"namespace\":\"prod\"}}",
            "{\"apiVersion\":\"externaldata.gatekeeper.sh/v1beta1\",\"kind\":\"ProviderRequest\","
                + "\"request\":{\"keys\":[\"a/b:1\",\"[prod]a/b:2\"]}}",
            "{\"images\":[\"a/b:1\"],\"namespace\":\"prod\",\"dryRun\":true}",
            "{\"images\":{\"containers\":{\"c\":{\"registry\":\"a\",\"path\":\"b\",\"tag\":\"1\","
                + "\"digest\":\"\"}}}}",
            "{\"images\":{\"containers\":{\"c\":{\"reference\":\"a/b:1\"}}}}",
            "{\"images\":null}",
            "[]",
            "{",
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
