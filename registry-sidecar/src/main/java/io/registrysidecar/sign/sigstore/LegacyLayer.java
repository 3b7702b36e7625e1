package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Descriptor;
import java.util.Map;

/**
 * A layer of a legacy signature or attestation, with its content.
 *
 * @param descriptor as it stands in the manifest, with the annotations that belong to it
 * @param content the bytes to push; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record LegacyLayer(Descriptor descriptor, byte[] content) {

  static LegacyLayer of(String mediaType, byte[] content, Map<String, String> annotations) {
    Descriptor plain = Descriptor.of(mediaType, content);
    return new LegacyLayer(
        new Descriptor(mediaType, plain.digest(), plain.size(), null, annotations, null, Map.of()),
        content);
  }
}
