package io.registrysidecar.inventory.pypi;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;

class VendoredDetectorTest {

  @Test
  void whatPipCarriesWithinItIsThere() {
    Evidence evidence =
        Evidence.of(
            new VendoredDetector(),
            file(
                "usr/lib/python3/site-packages/pip/_vendor/vendor.txt",
                resource("/inventory/pypi/pip-24.2.vendor.txt")),
            file("srv/vendor.txt", "requests==2.0"));

    assertThat(evidence.names())
        .hasSize(17)
        .startsWith("CacheControl 0.14.0", "distlib 0.3.8")
        .contains("urllib3 1.26.18", "typing_extensions 4.12.2")
        .noneMatch(name -> name.startsWith("setuptools"));
    assertThat(evidence.places())
        .contains("usr/lib/python3/site-packages/pip/_vendor/vendor.txt!/requests requests 2.32.3");
  }
}
