package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;

/** Names for stacks of layers (OCI image specification, config.md, "Layer ChainID"). */
public final class ChainIds {

  private ChainIds() {}

  /** For each layer, lowest first, the identifier of the stack that ends with it. */
  public static List<Digest> of(List<Digest> diffIds) {
    List<Digest> chain = new ArrayList<>(diffIds.size());
    for (Digest diffId : diffIds) {
      chain.add(
          chain.isEmpty()
              ? diffId
              : Digest.sha256((chain.getLast() + " " + diffId).getBytes(UTF_8)));
    }
    return chain;
  }

  /** The same of an image; empty when its configuration does not name each of its layers. */
  public static List<Digest> of(PlatformImage image) {
    List<Digest> diffIds = image.config().diffIds();
    return diffIds.size() == image.layers().size() ? of(diffIds) : List.of();
  }
}
