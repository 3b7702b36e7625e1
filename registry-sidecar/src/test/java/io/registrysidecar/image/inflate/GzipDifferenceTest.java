package io.registrysidecar.image.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever inflates: the same bytes come out, the same streams are refused, with the same words. */
class GzipDifferenceTest {

  private static final int STREAMS = 300;

  @Test
  void soundStreamsBecomeTheSame() throws IOException {
    for (int seed = 0; seed < STREAMS; seed++) {
      byte[] stream = new GzipStreams(new Random(seed)).sound();

      assertThat(agreed(stream, "seed " + seed).isSound()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void damagedStreamsAreRefusedByAllOrByNone() throws IOException {
    int refused = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      GzipStreams streams = new GzipStreams(new Random(seed));

      boolean sound = agreed(streams.damaged(streams.sound()), "seed " + seed).isSound();

      refused += sound ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(STREAMS / 2);
  }

  /** What the JDK makes of it, after the others were compared with that. */
  static Outcome agreed(byte[] stream, String what) throws IOException {
    Outcome expected = Outcome.of(Gzip.JDK, stream);
    for (Decompressor other : Inflaters.others()) {
      Outcome actual = Outcome.of(other, stream);
      int common = Math.min(actual.plain().length, expected.plain().length);
      assertThat(Arrays.mismatch(actual.plain(), 0, common, expected.plain(), 0, common))
          .as("%s: where %s differs", what, other.name())
          .isEqualTo(-1);
      if (expected.isSound()) {
        assertThat(actual.plain().length).as("%s: %s", what, other.name()).isEqualTo(common);
      }
      assertThat(actual.isSound()).as("%s: %s", what, other.name()).isEqualTo(expected.isSound());
      assertThat(actual.remarks()).as("%s: %s", what, other.name()).isEqualTo(expected.remarks());
    }
    return expected;
  }
}
