package io.registrysidecar.image;

import java.io.IOException;

/** What all layers of an image may cost together is used up; says nothing about this layer. */
final class ImageLimitExceeded extends IOException {

  private static final long serialVersionUID = 1L;

  private final String limit;

  /** Says which limit, its value, and the setting that raises it. */
  ImageLimitExceeded(String message) {
    super(message);
    this.limit = message;
  }

  String limit() {
    return limit;
  }
}
