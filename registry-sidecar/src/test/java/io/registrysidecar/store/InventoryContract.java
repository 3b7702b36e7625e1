package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import org.junit.jupiter.api.Test;

/** What an {@link InventoryStore} promises. */
public abstract class InventoryContract extends StoreContract {

  @Test
  void anInventoryIsNamedByItsContent() {
    Digest saved = store.inventories().save("content".getBytes(UTF_8));

    assertThat(saved).isEqualTo(digest("content"));
    assertThat(store.inventories().save("content".getBytes(UTF_8))).isEqualTo(saved);
    assertThat(store.inventories().find(saved))
        .hasValueSatisfying(found -> assertThat(found).asString(UTF_8).isEqualTo("content"));
    assertThat(store.inventories().find(digest("other"))).isEmpty();
  }

  @Test
  void onlyInventoriesThatNoImageHasAreForgotten() {
    Digest used = store.inventories().save("used".getBytes(UTF_8));
    Digest unused = store.inventories().save("unused".getBytes(UTF_8));
    store
        .images()
        .scanned(
            image("a"),
            new ImageResult(SeverityCounts.NONE, "complete", "v1", used, new byte[0], NOON));

    assertThat(store.inventories().prune()).isEqualTo(1);
    assertThat(store.inventories().find(used)).isPresent();
    assertThat(store.inventories().find(unused)).isEmpty();
  }
}
