package io.registrysidecar.advisory.feed;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Osv;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Damaged records are either still records or rejected; nothing else can happen. */
final class OsvParserMutationTest {

  private static final long SEED = 20261122;
  private static final int ROUNDS = 50_000;

  private static final Osv RECORD =
      osv("GHSA-1")
          .aliases("CVE-1")
          .rated("CVSS_V3", "CVSS:3.1/AV:N")
          .word("HIGH")
          .affects("Go", "a")
          .from("0")
          .fixedIn("1.0")
          .customRange("0", "2.0")
          .versions("1", "2");

  @Test
  void noMutationGetsThrough() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    OsvParser parser = new OsvParser(FeedLimits.DEFAULT);
    int rejected = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] json = RECORD.bytes();
      for (int i = 0; i <= random.nextInt(4); i++) {
        int at = random.nextInt(json.length);
        json[at] =
            random.nextBoolean()
                ? (byte) "{}[]\",:0n\\".charAt(random.nextInt(10))
                : (byte) random.nextInt(256);
      }
      try {
        OsvRecord record = (OsvRecord) parser.parse(new RawRecord("here", json));
        assertThat(record.id()).as("seed %d, round %d", SEED, round).isNotEmpty();
      } catch (MalformedRecord e) {
        rejected++;
        assertThat(e.reason()).as("seed %d, round %d", SEED, round).isNotEmpty();
      }
    }
    assertThat(rejected).isBetween(ROUNDS / 10, ROUNDS);
  }
}
