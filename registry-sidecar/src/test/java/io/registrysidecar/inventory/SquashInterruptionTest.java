package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.testing.Evidence;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is still squashed when whoever squashes is interrupted. Counted, not timed. */
class SquashInterruptionTest {

  private static final int ALL = 50;

  private final AtomicInteger begun = new AtomicInteger();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, ALL - 1})
  void noFurtherLayerIsLaid(int interruptedAt) {
    LayerEvidence layer = layer();
    List<LayerEvidence> layers =
        new AbstractList<>() {
          @Override
          public LayerEvidence get(int depth) {
            begun.incrementAndGet();
            if (depth == interruptedAt) {
              Thread.currentThread().interrupt();
            }
            return layer;
          }

          @Override
          public int size() {
            return ALL;
          }
        };

    assertThatThrownBy(() -> Squash.squash(layers)).isInstanceOf(CancellationException.class);
    assertThat(begun).hasValue(interruptedAt + 1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private static LayerEvidence layer() {
    return Evidence.of(Detectors.all(), image().layer(debian(12), dpkg("curl", "7.88.1")).build())
        .layer();
  }
}
