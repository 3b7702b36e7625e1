package io.registrysidecar.report;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import io.registrysidecar.schema.ImageInfo;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How other people's formats name an image. */
final class ImageName {

  /** Host, optional port, path: not a local target such as {@code rootfs:/srv}. */
  private static final Pattern IN_REGISTRY =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]+)(:[0-9]+)?/[a-z0-9._/-]+");

  private static final String URI_CHARACTERS = "-._~/:@";

  private final ImageInfo image;

  ImageName(ImageInfo image) {
    this.image = image;
  }

  /** {@code repository@digest}, or as much of it as there is. */
  String reference() {
    return image.digest() == null ? image.repository() : image.repository() + "@" + image.digest();
  }

  /** {@code pkg:oci/…} by the package URL type definition, or empty for a local target. */
  Optional<String> purl() {
    if (!isInRegistry() || image.digest() == null) {
      return Optional.empty();
    }
    String repository = image.repository();
    PackageURLBuilder purl =
        PackageURLBuilder.aPackageURL()
            .withType("oci")
            .withName(
                repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
            .withVersion(image.digest())
            .withQualifier("repository_url", repository);
    if (image.platform() != null) {
      purl.withQualifier("arch", image.platform().split("/", -1)[1]);
    }
    try {
      PackageURL built = purl.build();
      return Optional.of(built.canonicalize());
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  /** An absolute URI that ends in a slash and stands for the root directory of the image. */
  String rootUri() {
    return isInRegistry() ? "oci://" + encoded(reference()) + "/" : "file:///";
  }

  /** A path as the rest of a URI. */
  static String encoded(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || URI_CHARACTERS.indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append('%').append(String.format(Locale.ROOT, "%02X", b));
      }
    }
    return uri.toString();
  }

  private boolean isInRegistry() {
    return IN_REGISTRY.matcher(image.repository()).matches();
  }
}
