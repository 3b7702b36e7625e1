package io.registrysidecar.inventory.conda;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CondaDetectorTest {

  @Test
  void aPackageOfAnEnvironmentIsThere() {
    Evidence evidence =
        Evidence.of(
            new CondaDetector(),
            file(
                "opt/conda/envs/a/conda-meta/numpy-1.26.4.json",
                resource("/inventory/conda/numpy.json")),
            file("opt/conda/conda-meta/history", "==> 2024 <=="),
            file("opt/conda/pkgs/numpy.json", resource("/inventory/conda/numpy.json")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("conda", null, "numpy", "1.26.4")
                .ofArchitecture("linux-64")
                .licensed(List.of("BSD-3-Clause")));
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"name\": \"a\"}", "{\"name\": 7, \"version\": \"1\"}", "{"})
  void whatNamesNoPackageIsBroken(String content) {
    assertThat(Evidence.of(new CondaDetector(), file("conda-meta/a.json", content)).codes())
        .containsExactly("evidence-malformed");
  }
}
