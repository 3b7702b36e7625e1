package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Signatures;
import java.util.Optional;

/** Looks up who signed an image, for the verdict on it. */
@FunctionalInterface
public interface SignatureLookup {

  /** Where nobody looks. */
  SignatureLookup NONE = (_, _, _, _) -> Signatures.UNCHECKED;

  /**
   * The signatures that count for an image: those on itself, and those on an index that lists it.
   * Blocks. What we say ourselves of images is not among them, because it follows from the verdict.
   *
   * @param source where the image is from
   * @param repository registry host and repository
   * @param image the image or index
   * @param index an index that is known to list the image
   * @throws ImageException for failures that may pass by themselves: whoever goes on without an
   *     answer says of a signed image that it is not. What will not pass is {@link
   *     Signatures.Unchecked}.
   */
  Signatures of(ImageSource source, String repository, Descriptor image, Optional<Digest> index)
      throws ImageException;

  /** Changes when others are trusted. */
  default String fingerprint() {
    return "";
  }
}
