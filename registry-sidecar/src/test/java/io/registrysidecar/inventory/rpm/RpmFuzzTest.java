package io.registrysidecar.inventory.rpm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a database. In an ordinary test run these are the databases that real tools wrote;
 * {@code e2e/fuzz} searches for others.
 */
class RpmFuzzTest {

  @MethodSource("sqlite")
  @FuzzTest(maxDuration = "5m")
  void sqliteIsReadOrRefused(byte[] database) throws IOException {
    RpmDatabases.SQLITE.read(database, database.length);
  }

  @MethodSource("ndb")
  @FuzzTest(maxDuration = "5m")
  void rpmsOwnFormatIsReadOrRefused(byte[] database) throws IOException {
    RpmDatabases.NDB.read(database, database.length);
  }

  @MethodSource("berkeley")
  @FuzzTest(maxDuration = "5m")
  void berkeleyDbIsReadOrRefused(byte[] database) throws IOException {
    RpmDatabases.BERKELEY.read(database, database.length);
  }

  static Stream<byte[]> sqlite() {
    return Stream.of(RpmDatabases.SQLITE.bytes());
  }

  static Stream<byte[]> ndb() {
    return Stream.of(RpmDatabases.NDB.bytes());
  }

  static Stream<byte[]> berkeley() {
    return Stream.of(RpmDatabases.BERKELEY.bytes());
  }
}
