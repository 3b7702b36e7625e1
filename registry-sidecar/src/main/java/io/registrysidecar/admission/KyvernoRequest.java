package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy of Kyverno asks with {@code apiCall}: {@code {"images": …, "namespace": …,
 * "dryRun": …}}, where {@code images} is Kyverno's own variable, or a list of references.
 *
 * @param namespace where the images are to run; empty when the policy does not say
 * @param images the references
 * @param dryRun whether nothing may be done because it asks
 */
record KyvernoRequest(String namespace, List<String> images, boolean dryRun) {

  /** The largest request that is read, in bytes. */
  static final int LARGEST = 1 << 20;

  KyvernoRequest {
    images = List.copyOf(images);
  }

  /**
   * The question that {@code body} holds.
   *
   * @throws MalformedReview if it cannot be told which images it is about
   */
  static KyvernoRequest read(byte[] body) throws MalformedReview {
    JsonNode json = Questions.json(body, LARGEST);
    JsonNode images = json.path("images");
    List<String> found = new ArrayList<>();
    if (images.isArray()) {
      for (JsonNode image : images) {
        add(found, Questions.text(image, Questions.LONGEST_IMAGE, "images/" + found.size()));
      }
    } else if (images.isObject()) {
      // By sort of container, then by the container's name.
      for (JsonNode sort : images) {
        for (JsonNode image : sort) {
          add(found, reference(image, "images/" + found.size()));
        }
      }
    } else {
      throw new MalformedReview(
          null, "images is neither a list of references nor what Kyverno calls {{ images }}");
    }
    return new KyvernoRequest(
        Questions.namespace(json.path("namespace"), "namespace"),
        found,
        json.path("dryRun").asBoolean());
  }

  private static void add(List<String> images, String image) throws MalformedReview {
    if (images.size() == Questions.MOST_IMAGES) {
      throw new MalformedReview(null, "images has more than " + Questions.MOST_IMAGES);
    }
    images.add(image);
  }

  /** Versions differ in whether they tell the reference, but not in its parts. */
  private static String reference(JsonNode image, String place) throws MalformedReview {
    if (image.path("reference").isTextual()) {
      return Questions.text(image.path("reference"), Questions.LONGEST_IMAGE, place + "/reference");
    }
    StringBuilder reference = new StringBuilder();
    if (!image.path("registry").asText().isEmpty()) {
      reference.append(image.path("registry").asText()).append('/');
    }
    reference.append(Questions.text(image.path("path"), Questions.LONGEST_IMAGE, place + "/path"));
    if (!image.path("tag").asText().isEmpty()) {
      reference.append(':').append(image.path("tag").asText());
    }
    if (!image.path("digest").asText().isEmpty()) {
      reference.append('@').append(image.path("digest").asText());
    }
    return reference.toString();
  }
}
