package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an AdmissionReview.
 *
 * @param uid the identifier of the question
 * @param refusal why the object must not be stored, or null when it may be
 * @param warnings shown to whoever made the request, in any case; each is cut to 256 characters,
 *     and after some of them the rest is only counted
 * @param auditAnnotations what the audit log of the cluster keeps
 * @param pinned the images to replace, by mutating webhooks only; empty otherwise
 */
record ReviewAnswer(
    String uid,
    @Nullable Refusal refusal,
    List<String> warnings,
    Map<String, String> auditAnnotations,
    List<PodImage> pinned) {

  private static final int LONGEST_WARNING = 256;
  private static final int MOST_WARNINGS = 12;
  private static final int LONGEST_ANNOTATION = 4096;
  private static final String SPEAKER = "registry-sidecar: ";

  ReviewAnswer {
    warnings = List.copyOf(warnings);
    auditAnnotations = Map.copyOf(auditAnnotations);
    pinned = List.copyOf(pinned);
  }

  /**
   * Why an object must not be stored.
   *
   * @param code the HTTP status that the person gets
   * @param reason its word in Kubernetes
   * @param message for that person
   */
  record Refusal(int code, String reason, String message) {}

  /** It may be stored. */
  static ReviewAnswer allowed(
      String uid, List<String> warnings, Map<String, String> auditAnnotations) {
    return new ReviewAnswer(uid, null, warnings, auditAnnotations, List.of());
  }

  /** It must not be stored. */
  static ReviewAnswer refused(
      String uid, String message, List<String> warnings, Map<String, String> auditAnnotations) {
    return new ReviewAnswer(
        uid, new Refusal(403, "Forbidden", message), warnings, auditAnnotations, List.of());
  }

  /** It cannot be told which images it brings. */
  static ReviewAnswer malformed(String uid, String message) {
    return new ReviewAnswer(
        uid, new Refusal(400, "BadRequest", message), List.of(), Map.of(), List.of());
  }

  /** The same, with images replaced. */
  ReviewAnswer with(List<PodImage> replaced) {
    return new ReviewAnswer(uid, refusal, warnings, auditAnnotations, replaced);
  }

  /** The body of the answer; the same bytes for equal answers. */
  byte[] json() {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("kind", "AdmissionReview");
    review.put("apiVersion", "admission.k8s.io/v1");
    ObjectNode response = review.putObject("response");
    response.put("uid", uid);
    response.put("allowed", refusal == null);
    if (refusal != null) {
      response
          .putObject("status")
          .put("code", refusal.code)
          .put("reason", refusal.reason)
          .put("message", refusal.message);
    }
    if (!warnings.isEmpty()) {
      warn(response.putArray("warnings"));
    }
    if (!auditAnnotations.isEmpty()) {
      ObjectNode annotations = response.putObject("auditAnnotations");
      new TreeMap<>(auditAnnotations)
          .forEach((key, value) -> annotations.put(key, cut(value, LONGEST_ANNOTATION)));
    }
    if (refusal == null && !pinned.isEmpty()) {
      response.put("patchType", "JSONPatch");
      response.put("patch", Base64.getEncoder().encodeToString(patch()));
    }
    return BoundedJson.write(review);
  }

  private void warn(ArrayNode list) {
    warnings.stream()
        .limit(MOST_WARNINGS)
        .forEach(warning -> list.add(cut(SPEAKER + warning, LONGEST_WARNING)));
    if (warnings.size() > MOST_WARNINGS) {
      list.add(SPEAKER + "and " + (warnings.size() - MOST_WARNINGS) + " more");
    }
  }

  /** RFC 6902. */
  private byte[] patch() {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    for (PodImage image : pinned) {
      patch
          .addObject()
          .put("op", "replace")
          .put("path", image.pointer())
          .put("value", image.image());
    }
    return BoundedJson.write(patch);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    // Half of a surrogate pair is not a character.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
