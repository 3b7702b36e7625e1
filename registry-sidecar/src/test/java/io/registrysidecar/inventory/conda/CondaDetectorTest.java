package io.registrysidecar.inventory.conda;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .licensed(List.of("BSD-3-Clause"))
                .with(Relations.needing(List.of("libblas", "python")))
                .qualified(
                    Map.of(
                        "build", "py311h64a7726_0",
                        "channel", "conda-forge",
                        "subdir", "linux-64",
                        "type", "conda")));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void whatAnInstallerWroteIsRead() {
    assertThat(
            Evidence.of(
                    new CondaDetector(),
                    file(
                        "opt/conda/envs/app/conda-meta/requests-2.32.3-pyhd8ed1ab_1.json",
                        resource("/inventory/conda/requests.json")))
                .facts())
        .containsExactly(
            PackageFact.of("conda", null, "requests", "2.32.3")
                .licensed(List.of("Apache-2.0"))
                .with(Relations.needing(List.of("python", "openssl")))
                .qualified(
                    Map.of(
                        "build", "pyhd8ed1ab_1",
                        "channel", "tools",
                        "subdir", "noarch",
                        "type", "tar.bz2")));
  }

  @ParameterizedTest
  @CsvSource({
    "conda-forge, conda-forge",
    "pkgs/main, main",
    "https://conda.example.com/conda-forge/, conda-forge",
    "https://conda.example.com/conda-forge/linux-64, conda-forge",
    "file:///srv/channel/linux-64,",
  })
  void aChannelIsItsNameWhereverItIs(String written, @Nullable String channel) {
    assertThat(
            Evidence.of(
                    new CondaDetector(),
                    file(
                        "conda-meta/a.json",
                        """
                        {"name": "a", "version": "1", "license": "None", "subdir": "linux-64",
                         "channel": "%s", "depends": ["__glibc >=2.17", "b", 7]}
                        """
                            .formatted(written)))
                .facts())
        .containsExactly(
            PackageFact.of("conda", null, "a", "1")
                .with(Relations.needing(List.of("b")))
                .qualified(Map.of("subdir", "linux-64"))
                .qualified(channel == null ? Map.of() : Map.of("channel", channel)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"name\": \"a\"}", "{\"name\": 7, \"version\": \"1\"}", "{"})
  void whatNamesNoPackageIsBroken(String content) {
    assertThat(Evidence.of(new CondaDetector(), file("conda-meta/a.json", content)).codes())
        .containsExactly("evidence-malformed");
  }
}
