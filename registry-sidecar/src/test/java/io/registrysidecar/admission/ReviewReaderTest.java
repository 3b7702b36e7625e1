package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewReaderTest {

  @ParameterizedTest
  @MethodSource("cases")
  void itsImagesAreThoseExpectedOrItIsRefused(Path folder) throws IOException {
    assertThat(read(ReviewCorpus.review(folder))).isEqualTo(ReviewCorpus.expected(folder));
  }

  @Test
  void theQuestionKeepsIdentifierAndNamespace() throws Exception {
    Review review = ReviewReader.read(podWith("{\"image\": \"a/b:1\"}"));

    assertThat(review)
        .isEqualTo(
            new Review("u-1", "prod", List.of(new PodImage("/spec/containers/0/image", "a/b:1"))));
  }

  @Test
  void aDeepDocumentIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThatThrownBy(() -> ReviewReader.read(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedReview.class)
        .hasMessage("the review is not acceptable JSON");
  }

  @Test
  void aHugeDocumentIsRefusedUnread() {
    assertThatThrownBy(() -> ReviewReader.read(new byte[ReviewReader.LARGEST + 1]))
        .isInstanceOf(MalformedReview.class)
        .hasMessageContaining("larger than 8388608 bytes");
  }

  @Test
  void fiveHundredImagesAreReadAndOneMoreIsRefused() throws Exception {
    String container = "{\"image\": \"a/b:1\"},";
    String last = "{\"image\": \"a/b:2\"}";

    assertThat(ReviewReader.read(podWith(container.repeat(499) + last)).images()).hasSize(500);
    assertThatThrownBy(() -> ReviewReader.read(podWith(container.repeat(500) + last)))
        .isInstanceOf(MalformedReview.class)
        .hasMessageContaining("/spec/containers/500/image is one image too many");
  }

  @Test
  void anOverlongReferenceIsRefused() {
    String image = "a".repeat(1025);

    assertThatThrownBy(() -> ReviewReader.read(podWith("{\"image\": \"" + image + "\"}")))
        .isInstanceOf(MalformedReview.class)
        .hasMessageContaining("is longer than 1024 characters");
  }

  private static byte[] podWith(String containers) {
    return """
    {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
      "uid": "u-1", "kind": {"group": "", "version": "v1", "kind": "Pod"},
      "namespace": "prod", "operation": "CREATE",
      "object": {"spec": {"containers": [%s]}}}}
    """
        .formatted(containers)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(byte[] review) {
    try {
      return ReviewReader.read(review).images().stream()
          .map(image -> image.pointer() + " " + image.image())
          .toList();
    } catch (MalformedReview e) {
      return List.of("refused " + Objects.requireNonNullElse(e.uid(), "-") + " " + e.getMessage());
    }
  }

  static List<Path> cases() throws IOException {
    return ReviewCorpus.cases();
  }
}
