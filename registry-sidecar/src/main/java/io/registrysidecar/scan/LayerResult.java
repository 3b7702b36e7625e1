package io.registrysidecar.scan;

import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.inventory.LayerEvidence;

/** What came of looking into one layer. */
sealed interface LayerResult {

  /**
   * What is in it is known, be it from memory.
   *
   * @param evidence what the detectors found
   */
  record Known(LayerEvidence evidence) implements LayerResult {}

  /**
   * It could not be fetched, or is not what its digest promises.
   *
   * @param failure why
   */
  record Failed(ImageFailure failure) implements LayerResult {}
}
