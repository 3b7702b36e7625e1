package io.registrysidecar.scan;

import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.report.BaseImage;
import io.registrysidecar.report.BaseImage.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows what images were built on. */
public interface BaseImages {

  /** Knows nothing but what is said about images. */
  BaseImages OWN_WORDS = (image, claims) -> Claim.best(withLabels(image, claims)).map(Claim::image);

  /**
   * What {@code image} was built on, if that is known.
   *
   * @param claims what records of its build say; its own labels are added to them
   */
  Optional<BaseImage> of(PlatformImage image, List<Claim> claims);

  /** The claims, and what the image says itself. */
  static List<Claim> withLabels(PlatformImage image, List<Claim> claims) {
    return Stream.concat(claims.stream(), Labels.claim(image).stream()).toList();
  }

  /**
   * What an image says about its base, in annotations of its manifest or labels of its
   * configuration (OCI image specification, annotations.md).
   */
  final class Labels {

    private static final String NAME = "org.opencontainers.image.base.name";
    private static final String DIGEST = "org.opencontainers.image.base.digest";
    private static final int LONGEST = 512;

    private Labels() {}

    static Optional<Claim> claim(PlatformImage image) {
      Map<String, String> annotations = image.manifest().annotations();
      Map<String, String> labels = image.config().labels();
      String name = annotations.getOrDefault(NAME, labels.getOrDefault(NAME, "")).strip();
      Digest digest = digest(annotations.getOrDefault(DIGEST, labels.getOrDefault(DIGEST, "")));
      if (name.length() > LONGEST) {
        return Optional.empty();
      }
      if (name.isEmpty()) {
        return Optional.ofNullable(digest)
            .map(only -> new Claim(only.toString(), only, BaseImage.By.LABEL));
      }
      return Optional.of(new Claim(name, digest, BaseImage.By.LABEL));
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
