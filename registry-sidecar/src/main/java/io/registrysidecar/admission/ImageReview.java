package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ImageReview of {@code imagepolicy.k8s.io/v1alpha1} asks.
 *
 * @param namespace where the Pod belongs; empty when it does not say
 * @param images of all containers, of each sort
 */
record ImageReview(String namespace, List<String> images) {

  static final String API_VERSION = "imagepolicy.k8s.io/v1alpha1";
  static final String KIND = "ImageReview";

  /** The largest request that is read, in bytes. */
  static final int LARGEST = 1 << 20;

  ImageReview {
    images = List.copyOf(images);
  }

  /**
   * The question that {@code body} holds.
   *
   * @throws MalformedReview if it cannot be told which images it is about
   */
  static ImageReview read(byte[] body) throws MalformedReview {
    JsonNode json = Questions.json(body, LARGEST);
    if (!json.path("kind").asText().equals(KIND)
        || !json.path("apiVersion").asText().equals(API_VERSION)) {
      throw new MalformedReview(null, "it is not an ImageReview of " + API_VERSION);
    }
    JsonNode spec = json.path("spec");
    JsonNode containers = spec.path("containers");
    if (!containers.isArray() || containers.size() > Questions.MOST_IMAGES) {
      throw new MalformedReview(
          null, "spec.containers is not a list of at most " + Questions.MOST_IMAGES);
    }
    List<String> images = new ArrayList<>();
    for (JsonNode container : containers) {
      images.add(
          Questions.text(
              container.path("image"),
              Questions.LONGEST_IMAGE,
              "spec.containers/" + images.size() + "/image"));
    }
    return new ImageReview(Questions.namespace(spec.path("namespace"), "spec.namespace"), images);
  }
}
