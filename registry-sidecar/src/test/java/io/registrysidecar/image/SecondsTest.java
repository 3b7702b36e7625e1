package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecondsTest {

  @Test
  void aFractionIsShownOnlyWhereThereIsOne() {
    assertThat(Seconds.of(Duration.ofMinutes(15))).isEqualTo("900");
    assertThat(Seconds.of(Duration.ofMillis(1500))).isEqualTo("1.5");
    assertThat(Seconds.of(Duration.ofMillis(1))).isEqualTo("0.001");
  }
}
