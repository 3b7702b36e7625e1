package io.registrysidecar.admission;

import java.util.List;

/**
 * What an AdmissionReview of {@code admission.k8s.io/v1} asks.
 *
 * @param uid identifies the question; the answer repeats it
 * @param namespace where the object belongs; empty when the review does not say
 * @param images the images to judge, in the order of the object; empty when the request brings none
 * @param dryRun whether nothing may be done because it asks
 */
record Review(String uid, String namespace, List<PodImage> images, boolean dryRun) {

  Review {
    images = List.copyOf(images);
  }
}
