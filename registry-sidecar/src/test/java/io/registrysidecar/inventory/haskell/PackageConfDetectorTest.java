package io.registrysidecar.inventory.haskell;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageConfDetectorTest {

  @Test
  void aLibraryOfTheDatabaseIsThere() {
    Evidence evidence =
        Evidence.of(
            new PackageConfDetector(),
            file(
                "var/lib/ghc/package.conf.d/aeson-2.0.3.0.conf",
                resource("/inventory/haskell/aeson-2.0.3.0.conf")),
            file("etc/aeson.conf", resource("/inventory/haskell/aeson-2.0.3.0.conf")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("hackage", null, "aeson", "2.0.3.0").licensed(List.of("BSD-3-Clause")));
  }

  @Test
  void withoutNameOrVersionItIsBroken() {
    assertThat(
            Evidence.of(
                    new PackageConfDetector(),
                    file("package.conf.d/a.conf", "name: a\n"),
                    file("package.conf.d/b.conf", "version: 1\n"))
                .codes())
        .containsExactly("evidence-malformed", "evidence-malformed");
  }
}
