package io.registrysidecar.inventory.julia;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;

class JuliaDetectorTest {

  @Test
  void aPackageOfADepotIsThere() {
    Evidence evidence =
        Evidence.of(
            new JuliaDetector(),
            file(
                "root/.julia/packages/HTTP/aBcDe/Project.toml",
                resource("/inventory/julia/Project.toml")),
            file("srv/app/Project.toml", resource("/inventory/julia/Project.toml")));

    assertThat(evidence.places())
        .containsExactly("root/.julia/packages/HTTP/aBcDe/Project.toml HTTP 1.9.4");
    assertThat(evidence.facts().getFirst().qualifiers()).containsOnlyKeys("uuid");
    assertThat(evidence.facts().getFirst().relations().needs()).isNotEmpty();
  }

  @Test
  void namesInOtherTablesAreNotItsOwn() {
    assertThat(
            Evidence.of(
                    new JuliaDetector(),
                    file("packages/A/b/Project.toml", "name = \"A\"\n[extras]\nversion = \"1\"\n"))
                .files())
        .isEmpty();
  }
}
