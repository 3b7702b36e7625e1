package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;

/** The tags under which cosign keeps what it says of a manifest. */
final class LegacyTag {

  private LegacyTag() {}

  /** The tag of signatures ({@code .sig}) or attestations ({@code .att}) of a manifest. */
  static String of(Digest image, String suffix) {
    return image.algorithm().prefix() + "-" + image.hex() + suffix;
  }
}
