package io.registrysidecar.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.testing.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in any file that a detector reads. A new detector takes part by its line among the
 * {@link Sample}s. {@code e2e/fuzz} begins its search with these; {@code FUZZ_SAMPLE=deno e2e/fuzz
 * DetectorFuzzTest} with those of one kind.
 */
@Timeout(120)
class DetectorFuzzTest {

  private static final long SEED = 20261122;
  private static final int ROUNDS = 150;

  /** What a search is about: all, or those whose place in an image has the word in it. */
  private static final List<Sample> SOUGHT =
      Sample.all().stream()
          .filter(each -> each.path().contains(System.getenv().getOrDefault("FUZZ_SAMPLE", "")))
          .toList();

  /** The first byte tells which sample the others stand for. */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void anyBytesAreReadOrRefused(byte[] input) throws IOException {
    if (input.length > 0) {
      Sample sample = SOUGHT.get((input[0] & 0xff) % SOUGHT.size());
      AnyBytes.read(sample.path(), Arrays.copyOfRange(input, 1, input.length));
    }
  }

  @Test
  void everyDetectorHasASample() {
    assertThat(Detectors.all())
        .filteredOn(detector ->
            Sample.all().stream()
                .noneMatch(
                    each -> detector.wants(TarPath.of(each.path()), 1 << 20, 0755).readsContent()))
        .extracting(detector -> detector.id().name())
        .as("without a sample")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleTellsSomething(Sample sample) throws IOException {
    assertThat(AnyBytes.read(sample.path(), sample.bytes())).isPositive();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void damageIsReadOrRefused(Sample sample) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    byte[] sound = sample.bytes();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = Arrays.copyOf(sound, cut(random, sound.length));
      for (int flips = random.nextInt(12); flips > 0 && damaged.length > 0; flips--) {
        // Half of the damage where the structure is.
        int place =
            random.nextInt(random.nextBoolean() ? Math.min(512, damaged.length) : damaged.length);
        damaged[place] ^= (byte) (1 << random.nextInt(8));
      }
      assertThatCode(() -> AnyBytes.read(sample.path(), damaged))
          .as("seed %d, round %d", SEED, round)
          .doesNotThrowAnyException();
    }
  }

  private static int cut(RandomGenerator random, int length) {
    return random.nextInt(3) == 0 ? random.nextInt(length + 1) : length;
  }

  static List<Sample> samples() {
    return Sample.all();
  }

  static Stream<byte[]> seeds() {
    return SOUGHT.stream().map(DetectorFuzzTest::seed);
  }

  private static byte[] seed(Sample sample) {
    byte[] content = sample.bytes();
    byte[] seed = new byte[content.length + 1];
    seed[0] = (byte) SOUGHT.indexOf(sample);
    System.arraycopy(content, 0, seed, 1, content.length);
    return seed;
  }
}
