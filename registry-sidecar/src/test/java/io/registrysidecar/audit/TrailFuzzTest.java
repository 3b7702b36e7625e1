package io.registrysidecar.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as an audit trail: it is refused, or its events are bounded and their chain can be
 * judged. {@code e2e/fuzz} searches for some of which neither is true.
 */
class TrailFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aTrailIsReadOrRefused(byte[] content) {
    try {
      if (BoundedJson.read(content) instanceof ObjectNode predicate) {
        TrailEvents read = TrailEvents.read(predicate);
        assertThat(read.events()).hasSizeLessThanOrEqualTo(10_000);
        assertThat(read.check(TrailEventsTest.IMAGE)).isNotNull();
      }
    } catch (MalformedStatement e) {
      assertThat(e).hasMessageStartingWith("it has ");
    } catch (IOException _) {
      // no JSON that this program reads
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        BoundedJson.write(TrailEventsTest.trail(3)), "{\"events\":[]}".getBytes(UTF_8));
  }
}
