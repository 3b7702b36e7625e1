package io.registrysidecar.inventory.cran;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionDetectorTest {

  private static final String PATH = "usr/lib/R/site-library/jsonlite/DESCRIPTION";

  @Test
  void anInstalledPackageIsRead() {
    Evidence evidence =
        Evidence.of(
            new DescriptionDetector(),
            file(PATH, resource("/inventory/cran/jsonlite-1.8.4.DESCRIPTION")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("cran", null, "jsonlite", "1.8.4")
                .licensed(List.of("MIT + file LICENSE"))
                .with(Relations.needing(List.of("methods"))));
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/R/library/a/DESCRIPTION",
        "usr/local/lib/R/site-library/a/DESCRIPTION",
        "srv/renv/library/a/DESCRIPTION",
        "root/R/x86_64-pc-linux-gnu-library/4.2/a/DESCRIPTION",
        "srv/renv/library/R-4.2/x86_64-pc-linux-gnu/a/DESCRIPTION",
        "root/.cache/R/renv/cache/v5/R-4.2/x86_64-pc-linux-gnu/a/1-2/0123456789abcdef/a/DESCRIPTION",
      })
  void packagesInLibrariesAreInstalled(String path) {
    assertThat(read(path, "Package: a\nVersion: 1-2\nBuilt: R 4\n").names())
        .containsExactly("a 1-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESCRIPTION",
        "library/DESCRIPTION",
        "usr/lib/R/library/a/inst/DESCRIPTION",
        "usr/lib/R/library/a/xDESCRIPTION",
      })
  void otherFilesOfThatNameAreNot(String path) {
    assertThat(read(path, "Package: a\nVersion: 1\nBuilt: R 4\n").names()).isEmpty();
  }

  @Test
  void itNeedsOtherPackagesButNotR() {
    assertThat(
            read(
                    "root/R/x86_64-pc-linux-gnu-library/4.2/myPkg/DESCRIPTION",
                    new String(resource("/inventory/cran/myPkg-0.9.1.9000.DESCRIPTION"), UTF_8))
                .facts())
        .containsExactly(
            PackageFact.of("cran", null, "myPkg", "0.9.1.9000")
                .licensed(List.of("MIT + file LICENSE"))
                .with(Relations.needing(List.of("methods", "other.pkg", "utils"))));
    assertThat(
            read(PATH, "Package: jsonlite\nVersion: 1\nImports: a (>= 1),\n  b\nBuilt: R 4\n")
                .facts()
                .getFirst()
                .relations())
        .isEqualTo(Relations.needing(List.of("a", "b")));
  }

  @Test
  void whatIsCalledSoElsewhereNeedNotBeOne() {
    assertThat(read("srv/DESCRIPTION", "A program.\n").codes()).isEmpty();
    assertThat(read("usr/lib/R/library/a/DESCRIPTION", "A program.\n").codes())
        .containsExactly("evidence-malformed");
  }

  @Test
  void aSourceIsNotInstalled() {
    Evidence evidence = read(PATH, "Package: a\nVersion: 1\n");

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Package: a\n",
        "Version: 1\nBuilt: R 4\n",
        " Package: a\n Version: 1\n",
        "Package:\nVersion: 1\nBuilt: R\n",
        "\u0000\u0001",
        "{}",
      })
  void withoutNameOrVersionItIsBroken(String content) {
    Evidence evidence = read(PATH, content);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.codes()).containsExactly("evidence-malformed");
  }

  @Test
  void whatIsTooLongIsNoName() {
    assertThat(read(PATH, "Package: " + "a".repeat(100_000) + "\nVersion: 1\nBuilt: R\n").codes())
        .containsExactly("evidence-malformed");
  }

  private static Evidence read(String path, String content) {
    return Evidence.of(new DescriptionDetector(), file(path, content));
  }
}
