package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "4KiB, 4096", "512MiB, 536870912", "2 GiB, 2147483648"})
  void sizesAreWrittenWithBinaryUnits(String text, long bytes) throws BadValue {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "4kb", "4MB", "1.5GiB", "999999999999TiB"})
  void otherSizesAreRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageStartingWith("\"" + text + "\" is");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "10m, PT10M", "1h30m, PT1H30M", "7d, PT168H"})
  void durationsAreWrittenWithUnits(String text, Duration duration) throws BadValue {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10 m", "m", "1h 30m", "-1s", "1y"})
  void otherDurationsAreRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("is not a duration");
  }

  @ParameterizedTest
  @CsvSource({"1024, 1KiB", "1536, 1536B", "0, 0B", "1073741824, 1GiB"})
  void aSizePrintsWithTheLargestUnitThatIsExact(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
  }
}
