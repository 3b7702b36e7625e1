package io.registrysidecar.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Databases that are cut off or damaged. Reading ends, invents nothing out of what is missing, and
 * throws nothing but what it declares.
 */
class HostileDatabaseTest {

  private static final long SEED = 20261122;
  private static final int ROUNDS = 3_000;

  /** All places matter where a file begins; after that, each is like its neighbours. */
  private static final int BEGINNING = 20_000;

  private static final int STEP = 61;

  @ParameterizedTest
  @EnumSource(RpmDatabases.class)
  void aDatabaseMayEndAnywhere(RpmDatabases format) throws IOException {
    byte[] database = format.bytes();
    List<PackageFact> all = format.read(database, database.length);
    int before = 0;
    for (int length = 0; length < database.length; length += length < BEGINNING ? 1 : STEP) {
      List<PackageFact> found = format.read(database, length);
      assertThat(all).as("cut to %d bytes", length).containsAll(found);
      assertThat(found.size()).as("cut to %d bytes", length).isGreaterThanOrEqualTo(before);
      before = found.size();
    }
    assertThat(before).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(RpmDatabases.class)
  void anyBitsMayBeWrong(RpmDatabases format) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    byte[] original = format.bytes();
    int intact = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] database = original.clone();
      int flips = 1 + random.nextInt(20);
      for (int i = 0; i < flips; i++) {
        // Half of the damage where the structure is.
        int at = random.nextInt(random.nextBoolean() ? 8192 : database.length);
        database[at] ^= (byte) (1 << random.nextInt(8));
      }
      if (format.read(database, database.length).size() == 11) {
        intact++;
      }
    }
    assertThat(intact).as("seed %d", SEED).isBetween(1, ROUNDS - 1);
  }
}
