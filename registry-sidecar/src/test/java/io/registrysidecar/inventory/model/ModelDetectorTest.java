package io.registrysidecar.inventory.model;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "tiny.gguf, Tiny Fixture, v0.2, apache-2.0",
    "tiny.safetensors, Tiny Fixture, unversioned, MIT",
  })
  void aModelTellsItsNameAndLicence(String file, String name, String version, String license) {
    Evidence evidence =
        Evidence.of(
            new ModelDetector(), file("models/" + file, resource("/inventory/model/" + file)));

    assertThat(evidence.facts())
        .containsExactly(PackageFact.of("generic", null, name, version).licensed(List.of(license)));
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tiny.gguf, 3", "tiny.gguf, 30", "tiny.safetensors, 7", "tiny.safetensors, 60"})
  void whatEndsWithinItsMetadataIsBroken(String file, int length) {
    byte[] head = Arrays.copyOf(resource("/inventory/model/" + file), length);

    assertThat(Evidence.of(new ModelDetector(), file("models/" + file, head)).codes())
        .containsExactly("evidence-malformed");
  }

  @Test
  void aModelWithoutMetadataIsCalledAsItsFile() {
    byte[] content = "\2\0\0\0\0\0\0\0{}".getBytes(UTF_8);

    assertThat(Evidence.of(new ModelDetector(), file("m/bert.safetensors", content)).names())
        .containsExactly("bert unversioned");
  }
}
