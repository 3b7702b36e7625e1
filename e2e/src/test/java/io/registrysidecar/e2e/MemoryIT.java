package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.bench.MemoryBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Memory does not grow with the image. */
class MemoryIT {

  @Test
  void threeGigabytesAreScannedInASmallHeap(TestReporter reporter) throws Exception {
    MemoryBench.Result result = MemoryBench.scan(10, 10_000, 300, "96m");

    reporter.publishEntry("heap MB", String.valueOf(result.heap()));
    reporter.publishEntry("direct MB", String.valueOf(result.direct()));
    reporter.publishEntry("resident MB", String.valueOf(result.resident()));
    reporter.publishEntry("cpu s", String.valueOf(result.cpuSeconds()));
    JsonNode report = new ObjectMapper().readTree(result.report());
    assertThat(report.path("layers")).hasSize(10);
    assertThat(report.path("coverage").path("statements").toString()).doesNotContain("layer-");
    assertThat(result.resident()).isLessThan(256);
  }
}
