package io.registrysidecar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a statement: they are refused, or what is read of them is bounded and can be shown.
 * In an ordinary test run these are the records of several builders and those with one defect each.
 */
class ProvenanceFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aRecordIsReadOrRefused(byte[] content) {
    Optional<Provenance> read;
    try {
      read = Provenance.of(Statement.read(content));
    } catch (MalformedStatement e) {
      assertThat(e).hasMessageStartingWith("it");
      return;
    }
    if (read.isPresent()) {
      Provenance build = read.get();
      assertThat(build.inputs()).hasSizeLessThanOrEqualTo(1000);
      assertThat(build.inputs()).allMatch(input -> input.uri().length() <= Text.LONGEST);
      Rebuild rebuild = Rebuild.of(build, null);
      if (rebuild.command() != null) {
        assertThat(rebuild.command()).doesNotContainPattern("\\p{Cntrl}");
      }
    }
  }

  static Stream<byte[]> seeds() {
    return Records.all();
  }
}
