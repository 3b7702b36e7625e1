package io.registrysidecar.image.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.testing.SociFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A zTOC tells what reading the whole layer tells, or is refused. */
class ZtocTest {

  @TempDir Path directory;

  @Test
  void everySpanOfATableByTheRealToolIsWhatTheLayerHasThere() throws IOException {
    SociFixture fixture = SociFixture.unpack(directory);

    List<String> byTable = ZtocReading.byTable(fixture.fineTable(), fixture.layer());

    assertThat(byTable).isEqualTo(ZtocReading.whole(fixture.layer())).hasSize(18);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aTableThatIsWrongInOneWayIsRefused(ZtocDefects.Defect defect) {
    assertThatThrownBy(() -> ZtocReading.byTable(defect.table(), ZtocDefects.layer()))
        .isInstanceOf(ContentsRefused.class)
        .hasMessageContaining(defect.says());
  }

  static Stream<ZtocDefects.Defect> aTableThatIsWrongInOneWayIsRefused() {
    return ZtocDefects.all().stream().filter(defect -> !defect.says().equals("ok"));
  }

  @Test
  void theSoundTableOfTheSameLayerIsNotRefused() throws IOException {
    ZtocDefects.Defect sound =
        ZtocDefects.all().stream().filter(one -> one.says().equals("ok")).findAny().orElseThrow();

    assertThat(ZtocReading.byTable(sound.table(), ZtocDefects.layer()))
        .isEqualTo(ZtocReading.whole(ZtocDefects.layer()))
        .hasSize(7);
  }

  @Test
  void aDamagedLayerIsNotBelieved() {
    byte[] sound =
        ZtocDefects.all().stream()
            .filter(one -> one.says().equals("ok"))
            .findAny()
            .orElseThrow()
            .table();
    byte[] damaged = ZtocDefects.layer();
    damaged[600] ^= 1;

    assertThatThrownBy(() -> ZtocReading.byTable(sound, damaged))
        .isInstanceOf(ContentsRefused.class)
        .hasMessageContaining("digest");
  }
}
