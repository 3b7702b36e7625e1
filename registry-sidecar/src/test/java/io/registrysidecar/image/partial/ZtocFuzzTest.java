package io.registrysidecar.image.partial;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the zTOC of a layer. In an ordinary test run these are the tables that are wrong in
 * one way each. A search begins with them: {@code JAZZER_FUZZ=1 mvn test -pl registry-sidecar -am
 * -Dtest=ZtocFuzzTest -DargLine=-Djazzer.hooks=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ZtocFuzzTest {

  @MethodSource("tables")
  @FuzzTest(maxDuration = "5m")
  void aTableIsRefusedOrTellsTheTruth(byte[] table) throws IOException {
    byte[] layer = ZtocDefects.layer();
    List<String> told;
    try {
      told = ZtocReading.byTable(table, layer);
    } catch (ContentsRefused _) {
      return;
    }
    assertThat(told).isEqualTo(ZtocReading.whole(layer));
  }

  static Stream<byte[]> tables() {
    return ZtocDefects.all().stream().map(ZtocDefects.Defect::table);
  }
}
