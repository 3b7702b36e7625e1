package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads AdmissionReviews of {@code admission.k8s.io/v1}, as API servers send them to webhooks. */
final class ReviewReader {

  /** Larger than two objects of the largest size that API servers store, in bytes. */
  static final int LARGEST = 8 << 20;

  private static final int LONGEST_UID = 128;

  private ReviewReader() {}

  /**
   * The question that {@code body} holds.
   *
   * <p>Deletions and connections bring no image. An update brings those that the old object did not
   * have; none when the old object is being deleted, since only its finalizers can change then.
   *
   * @throws MalformedReview if it cannot be told which images it brings
   */
  static Review read(byte[] body) throws MalformedReview {
    if (body.length > LARGEST) {
      throw new MalformedReview(null, "the review is larger than " + LARGEST + " bytes");
    }
    JsonNode review;
    try {
      review = BoundedJson.read(body);
    } catch (IOException e) {
      throw new MalformedReview(null, "the review is not acceptable JSON");
    }
    JsonNode request = review.path("request");
    String uid = uid(request);
    if (!review.path("kind").asText().equals("AdmissionReview")
        || !review.path("apiVersion").asText().equals("admission.k8s.io/v1")) {
      throw new MalformedReview(uid, "it is not an AdmissionReview of admission.k8s.io/v1");
    }
    if (uid == null) {
      throw new MalformedReview(null, "request.uid is missing or not a short string");
    }
    return new Review(
        uid,
        request.path("namespace").asText(),
        images(uid, request),
        request.path("dryRun").asBoolean());
  }

  private static @Nullable String uid(JsonNode request) {
    String uid = request.path("uid").textValue();
    return uid == null || uid.isBlank() || uid.length() > LONGEST_UID ? null : uid;
  }

  private static List<PodImage> images(String uid, JsonNode request) throws MalformedReview {
    String operation = request.path("operation").asText();
    return switch (operation) {
      case "DELETE", "CONNECT" -> List.of();
      case "CREATE" -> brought(uid, request);
      case "UPDATE" -> changed(uid, request);
      default ->
          throw new MalformedReview(
              uid, "request.operation is not one of CREATE, UPDATE, DELETE, CONNECT");
    };
  }

  private static List<PodImage> brought(String uid, JsonNode request) throws MalformedReview {
    String pointer = pointer(uid, request);
    return pointer == null ? List.of() : PodImages.of(uid, request.path("object"), pointer);
  }

  private static List<PodImage> changed(String uid, JsonNode request) throws MalformedReview {
    List<PodImage> now = brought(uid, request);
    JsonNode old = request.path("oldObject");
    if (old.path("metadata").path("deletionTimestamp").isTextual()) {
      return List.of();
    }
    String pointer = pointer(uid, request);
    if (pointer == null || !old.isObject()) {
      return now;
    }
    Set<String> before =
        PodImages.of(uid, old, pointer).stream()
            .map(PodImage::image)
            .collect(Collectors.toUnmodifiableSet());
    return now.stream().filter(image -> !before.contains(image.image())).toList();
  }

  /** Null for what hangs on an object without holding Pods: Scale, Binding, Eviction. */
  private static @Nullable String pointer(String uid, JsonNode request) throws MalformedReview {
    String kind = request.path("kind").path("kind").asText();
    String group = request.path("kind").path("group").asText();
    String pointer = PodTemplates.pointer(group, kind);
    if (pointer == null && request.path("subResource").asText().isEmpty()) {
      throw new MalformedReview(
          uid,
          "it is not known where this kind of object keeps its images; "
              + "take it out of the rules of the webhook configuration");
    }
    return pointer;
  }
}
