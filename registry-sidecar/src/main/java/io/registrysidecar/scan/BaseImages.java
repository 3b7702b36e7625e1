package io.registrysidecar.scan;

import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.report.BaseImage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows what images were built on. */
public interface BaseImages {

  /** Knows nothing but what images say about themselves. */
  BaseImages OWN_WORDS =
      image ->
          Said.by(image)
              .map(said ->
                  new BaseImage(said.name(), said.digest(), BaseImage.By.LABEL, null, null));

  /** What {@code image} was built on, if that is known. */
  Optional<BaseImage> of(PlatformImage image);

  /**
   * What an image says about its base, in annotations of its manifest or labels of its
   * configuration (OCI image specification, annotations.md).
   *
   * @param name the base image's name, as it was written
   * @param digest the digest of its manifest or index, or null when it does not say
   */
  record Said(String name, @Nullable Digest digest) {

    private static final String NAME = "org.opencontainers.image.base.name";
    private static final String DIGEST = "org.opencontainers.image.base.digest";
    private static final int LONGEST = 512;

    static Optional<Said> by(PlatformImage image) {
      Map<String, String> annotations = image.manifest().annotations();
      Map<String, String> labels = image.config().labels();
      String name = annotations.getOrDefault(NAME, labels.getOrDefault(NAME, "")).strip();
      Digest digest = digest(annotations.getOrDefault(DIGEST, labels.getOrDefault(DIGEST, "")));
      if (name.length() > LONGEST) {
        return Optional.empty();
      }
      if (name.isEmpty()) {
        return Optional.ofNullable(digest).map(only -> new Said(only.toString(), only));
      }
      return Optional.of(new Said(name, digest));
    }

    private static @Nullable Digest digest(String text) {
      try {
        return text.isBlank() ? null : Digest.parse(text.strip());
      } catch (MalformedReference e) {
        return null; // what is no digest names no image
      }
    }
  }
}
