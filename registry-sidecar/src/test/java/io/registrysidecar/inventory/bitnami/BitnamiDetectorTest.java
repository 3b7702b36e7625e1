package io.registrysidecar.inventory.bitnami;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;

class BitnamiDetectorTest {

  @Test
  void aComponentsBillOfMaterialsIsRead() {
    assertThat(
            Evidence.of(
                    new BitnamiDetector(),
                    file(
                        "opt/bitnami/nginx/.spdx-nginx.spdx",
                        resource("/inventory/bitnami/.spdx-nginx.spdx")))
                .facts())
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.type()).isEqualTo("bitnami");
          assertThat(fact.name() + " " + fact.version()).isEqualTo("nginx 1.25.3-0");
          assertThat(fact.architecture()).isEqualTo("amd64");
        });
  }

  @Test
  void theOlderListOfComponentsIsRead() {
    assertThat(
            Evidence.of(
                    new BitnamiDetector(),
                    file(
                        "opt/bitnami/.bitnami_components.json",
                        resource("/inventory/bitnami/bitnami_components.json")))
                .names())
        .containsExactly("nginx 1.21.6-151", "render-template 1.0.3-151");
  }

  @Test
  void whatIsNoBillIsBroken() {
    assertThat(Evidence.of(new BitnamiDetector(), file("opt/bitnami/a/.spdx-a.spdx", "{}")).codes())
        .containsExactly("evidence-malformed");
  }
}
