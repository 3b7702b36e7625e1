package io.registrysidecar.admission;

import java.util.List;

/**
 * What an AdmissionReview of {@code admission.k8s.io/v1} asks.
 *
 * @param uid identifies the question; the answer repeats it
 * @param namespace where the object belongs; empty when the review does not say
 * @param images the images to judge, in the order of the object; empty when the request brings none
 */
public record Review(String uid, String namespace, List<PodImage> images) {

  /** Copies the images. */
  public Review {
    images = List.copyOf(images);
  }
}
