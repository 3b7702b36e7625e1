package io.registrysidecar.audit;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import java.util.Optional;

/** Judges the signatures that are found beside an image. */
public interface Trust {

  /** Looks at no signature. What is signed then counts as claimed, never as verified. */
  Trust NOT_CHECKED =
      new Trust() {
        @Override
        public Optional<Verification> ofStatement(byte[] content, Digest subject) {
          return Optional.empty();
        }

        @Override
        public Optional<Verification> ofImage(Descriptor layer, byte[] content, Digest subject) {
          return Optional.empty();
        }
      };

  /**
   * What a verifier says of a signed statement about how an image was built.
   *
   * @param content the DSSE envelope or sigstore bundle, byte for byte
   * @param subject the manifest or index that it has to be about
   * @return empty when nobody has looked
   */
  Optional<Verification> ofStatement(byte[] content, Digest subject);

  /**
   * What a verifier says of a signature of the image itself.
   *
   * @param layer of the bundle, or of a signature in cosign's old form, with its annotations
   * @param content what it holds
   * @param subject the manifest or index that it has to be of
   * @return empty when nobody has looked
   */
  Optional<Verification> ofImage(Descriptor layer, byte[] content, Digest subject);
}
