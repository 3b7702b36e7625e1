package io.registrysidecar.inventory.haskell;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
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

    PackageFact aeson = evidence.facts().getFirst();
    assertThat(evidence.facts()).hasSize(1);
    assertThat(aeson.with(Relations.NONE))
        .isEqualTo(
            PackageFact.of("hackage", null, "aeson", "2.0.3.0").licensed(List.of("BSD-3-Clause")));
    assertThat(aeson.relations().needs())
        .contains(List.of("attoparsec"), List.of("base"), List.of("base-compat-batteries"))
        .hasSize(29);
  }

  @Test
  void theStoreOfCabalIsADatabaseAndALibraryWithinAPackageIsOfThePackage() {
    String store = "root/.cabal/store/ghc-9.0.2/package.db/";
    Evidence evidence =
        Evidence.of(
            new PackageConfDetector(),
            file(
                store + "lib-one-0.7.1-fefb6e43.conf",
                resource("/inventory/haskell/lib-one-0.7.1.conf")),
            file(
                store + "lib-one-0.7.1-l-inner-ed8b5568.conf",
                resource("/inventory/haskell/z-lib-one-z-inner.conf")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("hackage", null, "lib-one", "0.7.1")
                .licensed(List.of("BSD-3-Clause"))
                .with(Relations.needing(List.of("attoparsec", "base", "lib-one"))),
            PackageFact.of("hackage", null, "lib-one", "0.7.1")
                .licensed(List.of("BSD-3-Clause"))
                .with(Relations.needing(List.of("base"))));
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
