package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewReaderTest {

  @Test
  void theQuestionKeepsIdentifierAndNamespace() throws Exception {
    Review review = ReviewReader.read(podWith("{\"image\": \"a/b:1\"}"));

    assertThat(review)
        .isEqualTo(
            new Review(
                "u-1", "prod", List.of(new PodImage("/spec/containers/0/image", "a/b:1")), false));
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
}
