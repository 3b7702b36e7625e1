package io.registrysidecar.image;

import io.registrysidecar.oci.client.RegistryFailure;

/** Why an image cannot be read at all. What leaves a readable rest is a {@link CoverageNote}. */
public sealed interface ImageFailure {

  /** One sentence: what was read, what went wrong, what to try. */
  String message();

  /** Whether trying again later may help. */
  default boolean isRetryable() {
    return false;
  }

  /**
   * There is something, but not a container image.
   *
   * @param image the image as the user named it
   * @param reason what it is instead, and what to do, as the end of the sentence
   */
  record NotAnImage(String image, String reason) implements ImageFailure {
    @Override
    public String message() {
      return "read " + image + ": not a container image: " + reason;
    }
  }

  /**
   * The image is damaged, incomplete or not there.
   *
   * @param image the image as the user named it
   * @param part what was being read, such as a file, a manifest or a layer
   * @param cause what went wrong, and what to do, as the end of the sentence
   */
  record Unreadable(String image, String part, String cause) implements ImageFailure {
    @Override
    public String message() {
      return "read " + part + " of " + image + ": " + cause;
    }
  }

  /**
   * The layers of the image together exceed a limit; this one was not read to its end.
   *
   * @param image the image as the user named it
   * @param part the layer that was being read
   * @param limit which limit, its value and its setting, as the end of the sentence
   */
  record TooLarge(String image, String part, String limit) implements ImageFailure {
    @Override
    public String message() {
      return "read " + part + " of " + image + ": " + limit;
    }
  }

  /**
   * The registry did not give what it was asked for.
   *
   * @param failure its own failure
   */
  record Registry(RegistryFailure failure) implements ImageFailure {
    @Override
    public String message() {
      return failure.message();
    }

    @Override
    public boolean isRetryable() {
      return failure instanceof RegistryFailure.Retryable;
    }
  }
}
