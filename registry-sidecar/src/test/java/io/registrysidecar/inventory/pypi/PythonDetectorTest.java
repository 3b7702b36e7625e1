package io.registrysidecar.inventory.pypi;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "PyJWT-1.7.1.METADATA, PyJWT, 1.7.1, MIT",
    "cryptography-3.4.8.METADATA, cryptography, 3.4.8, 'BSD or Apache License, Version 2.0'",
    "scikit_learn-1.9.1.METADATA, scikit-learn, 1.9.1, BSD-3-Clause",
    "wheel-0.38.4.PKG-INFO, wheel, 0.38.4, MIT",
  })
  void installedDistributionsAreRead(String fixture, String name, String version, String license) {
    Evidence evidence =
        Evidence.of(
            new PythonDetector(),
            file("usr/lib/python3/x.dist-info/METADATA", resource("/inventory/pypi/" + fixture)));

    assertThat(evidence.names()).containsExactly(name + " " + version);
    assertThat(evidence.facts().getFirst().licenses()).containsExactly(license);
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opt/venv/lib/python3.12/site-packages/a-1.dist-info/METADATA",
        "usr/lib/python3/dist-packages/a.egg-info/PKG-INFO",
        "usr/lib/python3/dist-packages/a-1.egg/EGG-INFO/PKG-INFO",
        "usr/lib/python3/dist-packages/a-1.egg-info",
      })
  void metadataHasSeveralPlaces(String path) {
    assertThat(read(path, "Name: a\nVersion: 1\n").names()).containsExactly("a 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"usr/lib/METADATA", "usr/lib/PKG-INFO", "a.dist-info/RECORD"})
  void otherFilesOfThatNameAreNoMetadata(String path) {
    assertThat(read(path, "Name: a\nVersion: 1\n").files()).isEmpty();
  }

  @Test
  void theDescriptionIsNotRead() {
    Evidence evidence =
        metadata("Name: a\nVersion: 1\nLicense: MIT\n GNU\n\nName: b\nVersion: 2\n");

    assertThat(evidence.names()).containsExactly("a 1");
    assertThat(evidence.facts().getFirst().licenses()).containsExactly("MIT");
  }

  @Test
  void classifiersSpeakWhereNoLicenceIsStated() {
    assertThat(
            metadata(
                    """
                    Name: a
                    Version: 1
                    License: UNKNOWN
                    Classifier: License :: OSI Approved :: MIT License
                    Classifier: License :: OSI Approved :: BSD License
                    Classifier: Topic :: Utilities
                    """)
                .facts())
        .extracting(PackageFact::licenses)
        .asString()
        .isEqualTo("[[MIT License, BSD License]]");
  }

  @Test
  void withoutNameOrVersionItIsBroken() {
    assertThat(metadata("Name: a\n").notes())
        .extracting("message")
        .containsExactly("the python evidence is broken: it has no Version");
    assertThat(metadata("").notes())
        .extracting("message")
        .containsExactly("the python evidence is broken: it has no Name");
  }

  private static Evidence metadata(String content) {
    return read("lib/a-1.dist-info/METADATA", content);
  }

  private static Evidence read(String path, String content) {
    return Evidence.of(new PythonDetector(), file(path, content));
  }
}
