package io.registrysidecar.admission;

import static io.registrysidecar.admission.WebhookCalls.TIME;
import static io.registrysidecar.admission.WebhookCalls.ask;
import static io.registrysidecar.admission.WebhookCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the image policy webhook of an API server asks, and is answered. */
class ImageReviewTest {

  private final World world = new World();
  private final Webhook reviews = new ImageReviews(world.decisions, TIME);

  @Test
  void anImageReviewIsAllowedWhenAllImagesAre() throws Exception {
    assertThat(
            ask(
                reviews,
                """
                {"apiVersion": "imagepolicy.k8s.io/v1alpha1", "kind": "ImageReview",
                 "spec": {"containers": [{"image": "registry.example/app:1"}, {"image": "registry.example/app:3"}], "namespace": "prod"}}
                """))
        .isEqualTo(
            json(
                """
                {"apiVersion": "imagepolicy.k8s.io/v1alpha1", "kind": "ImageReview",
                 "status": {"allowed": true, "auditAnnotations": {"verdict": "PASSED,WARNED", "digest": "%s,%s"}}}
                """
                    .formatted(World.digest('1'), World.digest('3'))));
  }

  @Test
  void anImageReviewIsNotAllowedForAskingNicely() throws Exception {
    JsonNode status =
        ask(
                reviews,
                """
                {"apiVersion": "imagepolicy.k8s.io/v1alpha1", "kind": "ImageReview",
                 "spec": {"containers": [{"image": "registry.example/app:2"}],
                          "annotations": {"any.image-policy.k8s.io/ticket-1234": "break-glass"}}}
                """)
            .path("status");

    assertThat(status.path("allowed").asBoolean()).isFalse();
    assertThat(status.path("reason").asText()).startsWith("registry.example/app:2 (sha256:2222");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"apiVersion\": \"imagepolicy.k8s.io/v1\", \"kind\": \"ImageReview\"}",
        "{\"apiVersion\": \"imagepolicy.k8s.io/v1alpha1\", \"kind\": \"ImageReview\", \"spec\":"
            + " {}}",
        "{\"apiVersion\": \"imagepolicy.k8s.io/v1alpha1\", \"kind\": \"ImageReview\", \"spec\":"
            + " {\"containers\": [{}]}}",
        "{\"apiVersion\": \"imagepolicy.k8s.io/v1alpha1\", \"kind\": \"ImageReview\", \"spec\":"
            + " {\"containers\": [], \"namespace\": 7}}",
      })
  void anImageReviewThatDoesNotNameItsImagesIsRefused(String body) {
    assertThatThrownBy(() -> ask(reviews, body)).isInstanceOf(MalformedReview.class);
  }
}
