package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to an AdmissionReview.
 *
 * @param uid the identifier of the question
 * @param allowed whether the object may be stored
 * @param message why not; shown to the person whose request is refused, and left out otherwise
 * @param warnings shown to that person in any case; each is cut to 256 characters
 * @param auditAnnotations what the audit log of the cluster keeps
 * @param pinned the images to replace, by mutating webhooks only; empty otherwise
 */
public record ReviewAnswer(
    String uid,
    boolean allowed,
    String message,
    List<String> warnings,
    Map<String, String> auditAnnotations,
    List<PodImage> pinned) {

  private static final int LONGEST_WARNING = 256;

  /** Copies the collections. */
  public ReviewAnswer {
    warnings = List.copyOf(warnings);
    auditAnnotations = Map.copyOf(auditAnnotations);
    pinned = List.copyOf(pinned);
  }

  /** The body of the answer; the same bytes for equal answers. */
  public byte[] json() {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("kind", "AdmissionReview");
    review.put("apiVersion", "admission.k8s.io/v1");
    ObjectNode response = review.putObject("response");
    response.put("uid", uid);
    response.put("allowed", allowed);
    if (!allowed) {
      ObjectNode status = response.putObject("status");
      status.put("code", 403);
      status.put("reason", "Forbidden");
      status.put("message", message);
    }
    if (!warnings.isEmpty()) {
      ArrayNode list = response.putArray("warnings");
      warnings.forEach(warning -> list.add(cut(warning)));
    }
    if (!auditAnnotations.isEmpty()) {
      ObjectNode annotations = response.putObject("auditAnnotations");
      new TreeMap<>(auditAnnotations).forEach(annotations::put);
    }
    if (allowed && !pinned.isEmpty()) {
      response.put("patchType", "JSONPatch");
      response.put("patch", Base64.getEncoder().encodeToString(patch()));
    }
    return BoundedJson.write(review);
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

  private static String cut(String warning) {
    if (warning.length() <= LONGEST_WARNING) {
      return warning;
    }
    int end = LONGEST_WARNING - 1;
    // Half of a surrogate pair is not a character.
    return warning.substring(0, Character.isHighSurrogate(warning.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
