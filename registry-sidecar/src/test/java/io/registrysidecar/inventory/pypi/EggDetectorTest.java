package io.registrysidecar.inventory.pypi;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Jars.jar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;

final class EggDetectorTest {

  @Test
  void anEggThatIsAZipFileIsRead() {
    Evidence evidence = read(resource("/inventory/pypi/eggz-3.1-py3.11.egg"));

    assertThat(evidence.places())
        .containsExactly("venv/site-packages/a-1.egg!/EGG-INFO/PKG-INFO eggz 3.1");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void anEggWithoutMetadataIsNothingAndWhatIsNoZipFileIsBroken() {
    assertThat(read(jar().entry("a.py", "").build()).files()).isEmpty();
    assertThat(read(new byte[100]).codes()).containsExactly("evidence-malformed");
    assertThat(read(jar().entry("EGG-INFO/PKG-INFO", "Name: a\n").build()).codes())
        .containsExactly("evidence-malformed");
  }

  private static Evidence read(byte[] egg) {
    return Evidence.of(
        new EggDetector(ArchiveLimits.DEFAULT), file("venv/site-packages/a-1.egg", egg));
  }
}
