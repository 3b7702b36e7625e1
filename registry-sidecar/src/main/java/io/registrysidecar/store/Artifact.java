package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.util.List;

/**
 * A referrer to be written, byte for byte.
 *
 * @param artifactType its kind
 * @param mediaType the manifest's media type
 * @param digest the manifest's digest
 * @param manifest the manifest's bytes
 * @param blobs what the manifest refers to
 */
@SuppressWarnings("ArrayRecordComponent")
public record Artifact(
    String artifactType, String mediaType, Digest digest, byte[] manifest, List<byte[]> blobs) {

  /** Copies the list. */
  public Artifact {
    blobs = List.copyOf(blobs);
  }
}
