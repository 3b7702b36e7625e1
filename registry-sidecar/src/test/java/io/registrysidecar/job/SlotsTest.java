package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Slots.Admission;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void aRegistryGetsItsShareAndLeavesTheRestToOthers() {
    Slots slots = new Slots(4, 2);

    assertThat(slots.take("main", Priority.PUSH)).isTrue();
    assertThat(slots.take("main", Priority.PUSH)).isTrue();
    assertThat(slots.take("main", Priority.PUSH)).isFalse();
    assertThat(slots.exceptions()).isEqualTo(Map.of("main", Admission.NONE));
    assertThat(slots.free()).isEqualTo(2);
    assertThat(slots.take("other", Priority.BACKFILL)).isTrue();

    slots.give("main");

    assertThat(slots.take("main", Priority.PUSH)).isTrue();
  }

  @Test
  void theLastPlaceIsForPushes() {
    Slots slots = new Slots(3, 3);
    assertThat(slots.take("a", Priority.BACKFILL)).isTrue();
    assertThat(slots.shared()).isEqualTo(1);
    assertThat(slots.take("b", Priority.REQUEST)).isTrue();

    assertThat(slots.shared()).isZero();
    assertThat(slots.free()).isEqualTo(1);
    assertThat(slots.take("c", Priority.REQUEST)).isFalse();
    assertThat(slots.take("c", Priority.PUSH)).isTrue();
    assertThat(slots.free()).isZero();
  }

  @Test
  void theLastPlaceOfARegistryIsForPushes() {
    Slots slots = new Slots(8, 2);
    assertThat(slots.take("main", Priority.BACKFILL)).isTrue();

    assertThat(slots.exceptions()).isEqualTo(Map.of("main", Admission.PUSHES));
    assertThat(slots.take("main", Priority.REEVALUATION)).isFalse();
    assertThat(slots.take("main", Priority.PUSH)).isTrue();
  }

  @Test
  void aSinglePlaceIsForAll() {
    Slots slots = new Slots(1, 1);

    assertThat(slots.shared()).isEqualTo(1);
    assertThat(slots.take("main", Priority.BACKFILL)).isTrue();
    assertThat(slots.take("main", Priority.PUSH)).isFalse();
  }
}
