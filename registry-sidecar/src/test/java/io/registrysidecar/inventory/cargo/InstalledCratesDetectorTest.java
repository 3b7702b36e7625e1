package io.registrysidecar.inventory.cargo;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledCratesDetectorTest {

  @Test
  void whatCargoInstalledIsThere() {
    Evidence evidence =
        Evidence.of(
            new InstalledCratesDetector(),
            file("usr/local/.crates2.json", resource("/inventory/cargo/crates2.json")),
            file("usr/local/x.crates2.json", resource("/inventory/cargo/crates2.json")));

    assertThat(evidence.places()).containsExactly("usr/local/.crates2.json!/hexyl hexyl 0.14.0");
    assertThat(evidence.facts().getFirst().type()).isEqualTo("cargo");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aCrateOfARepositoryHasAVersionToo() {
    assertThat(
            Evidence.of(
                    new InstalledCratesDetector(),
                    file(
                        ".crates2.json",
                        """
                        {"installs": {
                          "a-b 1.0.0-rc.1 (git+https://example.com/a?tag=v1#0123456)": {"bins": []},
                          "c 2.0.0 (path+file:///src/c)": {},
                          "no version": {}}, "other": {"d 1.0.0": {}}}
                        """))
                .names())
        .containsExactly("a-b 1.0.0-rc.1", "c 2.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"installs\": {"})
  void whatIsNoJsonIsBroken(String content) {
    assertThat(
            Evidence.of(new InstalledCratesDetector(), file("usr/.crates2.json", content)).codes())
        .containsExactly("evidence-malformed");
  }
}
