package io.registrysidecar.testing;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.Map;

/**
 * An image that a test has built: its bytes as a registry would hold them.
 *
 * @param manifest the manifest's bytes
 * @param self what describes the manifest
 * @param config what describes the configuration
 * @param layers what describes the layers, lowest first
 * @param blobs the bytes of configuration and layers, by digest
 */
@SuppressWarnings("ArrayRecordComponent")
public record TestImage(
    byte[] manifest,
    Descriptor self,
    Descriptor config,
    List<Descriptor> layers,
    Map<Digest, byte[]> blobs) {

  /** Begins an image. */
  public static ImageBuilder image() {
    return new ImageBuilder();
  }

  /** The digest of layer {@code index}; the lowest is 0. */
  public Digest layer(int index) {
    return layers.get(index).digest();
  }

  /** The index of the layer with {@code digest}. */
  public int indexOf(Digest digest) {
    return layers.stream().map(Descriptor::digest).toList().indexOf(digest);
  }
}
