package io.registrysidecar.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * What every version order promises. A subclass names the order, its tables, and the pieces that
 * its versions are made of.
 */
abstract class VersionOrderContract {

  private static final long SEED = 20261122;
  private static final int ROUNDS = 20_000;

  /** The order under test, as everybody else gets it. */
  final VersionOrder order() {
    return VersionOrders.forEcosystem(ecosystem()).orElseThrow();
  }

  abstract String ecosystem();

  /** Pieces that random versions are strung together from. */
  abstract List<String> pieces();

  /** Pieces that a random version begins with. */
  List<String> beginnings() {
    return pieces();
  }

  /**
   * The tables beside this class: {@code name.txt} is what the ecosystem publishes, {@code
   * name-tool.txt} what its own tool answered.
   */
  abstract List<String> tables();

  @Test
  void agreesWithTheTables() throws Exception {
    List<String> wrong = new ArrayList<>();
    int pairs = 0;
    for (String resource : tables()) {
      for (VersionTable.Pair pair : VersionTable.read(resource).pairs()) {
        pairs++;
        int forward = order().compare(pair.a(), pair.b());
        int backward = order().compare(pair.b(), pair.a());
        if (forward != pair.expected() || backward != -pair.expected()) {
          wrong.add("%s:%d %s: %d/%d".formatted(resource, pair.line(), pair, forward, backward));
        }
      }
    }
    assertThat(wrong).as("of %d pairs", pairs).isEmpty();
    assertThat(pairs).isGreaterThan(20);
  }

  @Test
  void refusesWhatIsNoVersion() throws IOException {
    for (String resource : tables()) {
      for (String text : VersionTable.read(resource).unparsable()) {
        assertThatExceptionOfType(UnparsableVersion.class)
            .as("%s in %s", text, resource)
            .isThrownBy(() -> order().parse(text))
            .withMessageContaining(order().name());
      }
    }
    assertThatExceptionOfType(UnparsableVersion.class).isThrownBy(() -> order().parse(""));
    assertThatExceptionOfType(UnparsableVersion.class)
        .isThrownBy(() -> order().parse("1".repeat(Text.LONGEST + 1)))
        .withMessageContaining("longer than");
  }

  @Test
  void isATotalOrder() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int compared = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ParsedVersion> versions = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      while (versions.size() < 3) {
        String text = randomVersion(random);
        try {
          versions.add(order().parse(text));
          assertThat(order().compare(text, text)).as("reflexive: %s", text).isZero();
          texts.add(text);
        } catch (UnparsableVersion expected) {
          assertThat(expected).hasMessageContaining("cannot be compared");
        }
      }
      compared++;
      assertOrdered(versions.get(0), versions.get(1), versions.get(2), texts);
    }
    assertThat(compared).isEqualTo(ROUNDS);
  }

  private static void assertOrdered(
      ParsedVersion a, ParsedVersion b, ParsedVersion c, List<String> texts) {
    int ab = Integer.signum(a.compareTo(b));
    int bc = Integer.signum(b.compareTo(c));
    int ac = Integer.signum(a.compareTo(c));
    assertThat(Integer.signum(b.compareTo(a)))
        .as("antisymmetric, seed %d: %s", SEED, texts)
        .isEqualTo(-ab);
    if (ab == bc || bc == 0) {
      assertThat(ac).as("transitive, seed %d: %s", SEED, texts).isEqualTo(ab);
    } else if (ab == 0) {
      assertThat(ac).as("transitive, seed %d: %s", SEED, texts).isEqualTo(bc);
    }
  }

  @Test
  void anyTextIsEitherAVersionOrRefused() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        text.append(
            random.nextInt(8) == 0
                ? (char) random.nextInt(0x3000)
                : "01.-+~:_ av".charAt(random.nextInt(11)));
      }
      try {
        ParsedVersion version = order().parse(text.toString());
        assertThat(version.compareTo(order().parse(text.toString()))).isZero();
      } catch (UnparsableVersion expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private String randomVersion(RandomGenerator random) {
    StringBuilder text = new StringBuilder(beginnings().get(random.nextInt(beginnings().size())));
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      text.append(pieces().get(random.nextInt(pieces().size())));
    }
    return text.toString();
  }
}
