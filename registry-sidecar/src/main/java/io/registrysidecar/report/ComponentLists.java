package io.registrysidecar.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.schema.ComponentInfo;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The components of reports that were made a moment ago, as long as the inventories that they are
 * of are somewhere: the same inventory gives the same list, so that what was made of the list need
 * not be made again.
 */
public final class ComponentLists {

  private final Cache<Inventory, Known> lists = Caffeine.newBuilder().weakKeys().build();

  /** Nothing is known yet. */
  public ComponentLists() {}

  /**
   * The list of an inventory.
   *
   * @param upgrades what the list says besides, by package URL
   */
  List<ComponentInfo> of(
      Inventory inventory, Map<String, String> upgrades, Supplier<List<ComponentInfo>> made) {
    Known known = lists.getIfPresent(inventory);
    if (known != null && known.upgrades().equals(upgrades)) {
      return known.components();
    }
    List<ComponentInfo> components = List.copyOf(made.get());
    lists.put(inventory, new Known(upgrades, components));
    return components;
  }

  private record Known(Map<String, String> upgrades, List<ComponentInfo> components) {}
}
