package io.registrysidecar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

  private final BackOff backOff =
      new BackOff(Duration.ofSeconds(2), Duration.ofHours(2), new SplittableRandom(7));

  @Test
  void eachRetryWaitsAboutTwiceAsLongUpToTheLimit() {
    assertThat(wait(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(wait(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(wait(10)).isBetween(Duration.ofSeconds(512), Duration.ofSeconds(1024));
    assertThat(wait(20)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    assertThat(wait(Integer.MAX_VALUE)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
  }

  @Test
  void whatFailedTogetherComesBackApart() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> wait(8)).distinct().count()).isGreaterThan(90);
  }

  @Test
  void nobodyIsAskedBeforeTheTimeTheyNamed() {
    Instant named = NOW.plus(Duration.ofMinutes(5));

    assertThat(backOff.next(1, NOW, named)).isBetween(named, named.plusSeconds(2));
    assertThat(backOff.next(20, NOW, named)).isAfter(NOW.plus(Duration.ofMinutes(59)));
  }

  private Duration wait(int attempts) {
    return Duration.between(NOW, backOff.next(attempts, NOW, null));
  }
}
