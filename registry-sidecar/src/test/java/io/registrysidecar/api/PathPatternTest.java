package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPatternTest {

  private final PathPattern image = new PathPattern("/api/v1/images/{name}@{digest}");
  private final PathPattern scan = new PathPattern("/api/v1/scans/{id}");

  @Test
  void theNameOfARepositoryMayHaveSlashes() {
    assertThat(image.match("/api/v1/images/team/app/web@sha256:00"))
        .hasValue(Map.of("name", "team/app/web", "digest", "sha256:00"));
  }

  @Test
  void otherParametersMayNot() {
    assertThat(scan.match("/api/v1/scans/7")).hasValue(Map.of("id", "7"));
    assertThat(scan.match("/api/v1/scans/7/8")).isEmpty();
    assertThat(image.match("/api/v1/images/app@sha256:00/report")).isEmpty();
  }

  @Test
  void theWholePathMustFit() {
    assertThat(scan.match("/api/v1/scans/")).isEmpty();
    assertThat(scan.match("/api/v1/scans")).isEmpty();
    assertThat(scan.match("x/api/v1/scans/7")).isEmpty();
    assertThat(image.match("/api/v1/images/@sha256:00")).isEmpty();
  }
}
