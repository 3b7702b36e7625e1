package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewAnswerTest {

  private static final PodImage PINNED =
      new PodImage("/spec/containers/0/image", "a/b@sha256:" + "0".repeat(64));

  @Test
  void anAdmissionWithoutRemarksIsShort() {
    assertThat(text(ReviewAnswer.allowed("u-1", List.of(), Map.of())))
        .isEqualTo(
            "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\","
                + "\"response\":{\"uid\":\"u-1\",\"allowed\":true}}");
  }

  @Test
  void aDenialSaysWhyAndReplacesNothing() {
    assertThat(
            text(
                ReviewAnswer.refused(
                        "u-1",
                        "a/b:1 is not signed",
                        List.of("look"),
                        Map.of("verdict", "FAILED", "digest", "sha256:00"))
                    .with(List.of(PINNED))))
        .isEqualTo(
            "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\","
                + "\"response\":{\"uid\":\"u-1\",\"allowed\":false,"
                + "\"status\":{\"code\":403,\"reason\":\"Forbidden\","
                + "\"message\":\"a/b:1 is not signed\"},\"warnings\":[\"registry-sidecar: look\"],"
                + "\"auditAnnotations\":{\"digest\":\"sha256:00\",\"verdict\":\"FAILED\"}}}");
  }

  @Test
  void aTagIsReplacedByItsDigest() throws IOException {
    JsonNode response =
        response(ReviewAnswer.allowed("u-1", List.of(), Map.of()).with(List.of(PINNED)));

    assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
    assertThat(Base64.getDecoder().decode(response.path("patch").asText()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/image\",\"value\":\""
                + PINNED.image()
                + "\"}]");
  }

  @Test
  void aWarningIsCutBetweenCharacters() throws IOException {
    String longWarning = "a".repeat(236) + "😀".repeat(10);

    JsonNode response = response(ReviewAnswer.allowed("u-1", List.of(longWarning), Map.of()));

    assertThat(response.path("warnings").get(0).asText())
        .isEqualTo("registry-sidecar: " + "a".repeat(236) + "…");
  }

  @Test
  void warningsBeyondADozenAreCounted() throws IOException {
    JsonNode response =
        response(ReviewAnswer.allowed("u-1", Collections.nCopies(20, "look"), Map.of()));

    assertThat(response.path("warnings")).hasSize(13);
    assertThat(response.path("warnings").get(12).asText())
        .isEqualTo("registry-sidecar: and 8 more");
  }

  @Test
  void aReviewThatCannotBeReadIsAnsweredAsABadRequest() throws IOException {
    JsonNode response = response(ReviewAnswer.malformed("u-1", "request.object is missing"));

    assertThat(response.path("allowed").asBoolean()).isFalse();
    assertThat(response.path("status").path("code").asInt()).isEqualTo(400);
  }

  private static String text(ReviewAnswer answer) {
    return new String(answer.json(), StandardCharsets.UTF_8);
  }

  private static JsonNode response(ReviewAnswer answer) throws IOException {
    return BoundedJson.read(answer.json()).path("response");
  }
}
