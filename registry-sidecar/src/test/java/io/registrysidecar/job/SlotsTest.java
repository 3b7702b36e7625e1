package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

  private final Slots slots = new Slots(3, 2);

  @Test
  void aRegistryGetsItsShareAndLeavesTheRestToOthers() {
    assertThat(slots.take("a", "main")).isTrue();
    assertThat(slots.take("b", "main")).isTrue();
    assertThat(slots.take("c", "main")).isFalse();
    assertThat(slots.full()).containsExactly("main");
    assertThat(slots.free()).isEqualTo(1);
    assertThat(slots.take("d", "other")).isTrue();

    slots.give("a", "main");

    assertThat(slots.full()).isEmpty();
    assertThat(slots.take("c", "main")).isTrue();
  }

  @Test
  void aJobRunsOnlyOnceAtATime() {
    assertThat(slots.take("a", "main")).isTrue();
    assertThat(slots.isRunning("a")).isTrue();
    assertThat(slots.take("a", "main")).isFalse();

    slots.give("a", "main");

    assertThat(slots.isRunning("a")).isFalse();
  }
}
