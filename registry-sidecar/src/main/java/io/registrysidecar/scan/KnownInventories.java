package io.registrysidecar.scan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.registrysidecar.image.Layer;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.oci.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Inventories that were made a moment ago, by the layers that they were made of. The same layers
 * come again and again: with other labels, under another name, on another platform of an index.
 *
 * <p>An inventory is a pure function of its layers as long as the detectors stay, and they do as
 * long as the program runs. Only what rests on all bytes of all layers is kept. What is kept is
 * small, and soon forgotten: results of large images are not to fill the memory of a service that
 * has nothing to do.
 */
final class KnownInventories {

  private static final int COMPONENT_BYTES = 1200;
  private static final long MOST_BYTES = 8L << 20;

  private final Cache<List<Digest>, Inventory> inventories =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((List<Digest> layers, Inventory inventory) -> weight(inventory))
          // Evidence that nobody reads any more is the first to go from the store: it has to be
          // read now and then.
          .expireAfterWrite(Duration.ofMinutes(10))
          .scheduler(Scheduler.systemScheduler())
          .build();

  /** What is in an image with these layers, lowest first, if that was known a moment ago. */
  Optional<Inventory> of(List<Layer> layers) {
    return Optional.ofNullable(inventories.getIfPresent(digests(layers)));
  }

  /**
   * Keeps an inventory.
   *
   * @param evidence what it was made of, lowest first
   */
  void keep(List<LayerEvidence> evidence, Inventory inventory) {
    if (!evidence.isEmpty()
        && evidence.stream().allMatch(layer -> layer.lasting() && !layer.restsOnContents())) {
      inventories.put(evidence.stream().map(LayerEvidence::layer).toList(), inventory);
    }
  }

  private static List<Digest> digests(List<Layer> layers) {
    return layers.stream().map(layer -> layer.descriptor().digest()).toList();
  }

  private static int weight(Inventory inventory) {
    return COMPONENT_BYTES * (1 + inventory.components().size());
  }
}
