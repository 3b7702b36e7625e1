package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.Components.go;
import static io.registrysidecar.advisory.match.Components.inventory;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advisories that are about some systems or processors only. */
final class PlatformsTest {

  private static final Platform AMD64 = new Platform("linux", "amd64", null);
  private static final Platform ARM64 = new Platform("linux", "arm64", "v8");
  private static final Platform WINDOWS = new Platform("windows", "amd64", null);

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "x86_64,    linux/amd64,   true",
    "x86_64,    linux/arm64,   false",
    "x86,       linux/386,     true",
    "x86,       linux/amd64,   false",
    "aarch64,   linux/arm64,   true",
    "arm,       linux/arm64,   false",
    "powerpc64, linux/ppc64le, true",
    "s390x,     linux/s390x,   true",
    "amd64,     linux/amd64,   true",
    "sparc64,   linux/amd64,   false",
  })
  void publishersHaveWordsOfTheirOwnForProcessors(String word, String platform, boolean included) {
    String[] parts = platform.split("/");

    assertThat(
            PlatformScope.of(List.of(), List.of(word))
                .includes(new Platform(parts[0], parts[1], null)))
        .isEqualTo(included);
  }

  @Test
  void aCrateThatIsOnlyWrongOnOneProcessorIsOnlyFoundThere() throws IOException {
    Osv record =
        osv("RUSTSEC-2019-0008").affects("crates.io", "simd-json").from("0").onlyFor("x86_64");
    Component crate = component("cargo", "crates.io", null, "simd-json", "0.1.14");

    assertThat(findings(AMD64, crate, record)).hasSize(1);
    assertThat(findings(ARM64, crate, record)).isEmpty();
    assertThat(findings(null, crate, record)).as("not known: not safe").hasSize(1);
  }

  @Test
  void systemAndProcessorMustBothBeTheImages() throws IOException {
    Osv record =
        osv("RUSTSEC-2018-0011")
            .affects("crates.io", "arrayfire")
            .from("0")
            .onlyOn("windows")
            .onlyFor("x86_64");
    Component crate = component("cargo", "crates.io", null, "arrayfire", "3.5.0");

    assertThat(findings(WINDOWS, crate, record)).hasSize(1);
    assertThat(findings(AMD64, crate, record)).isEmpty();
    assertThat(findings(null, crate, record)).as("nearly every image is for Linux").isEmpty();
  }

  @Test
  void aGoModuleIsAffectedWhereAnyOfItsPackagesIs() throws IOException {
    Component stdlib = go("stdlib", "1.99.0");
    Osv windows =
        osv("GO-1")
            .affects("Go", "stdlib")
            .from("0")
            .imported("path/filepath", List.of("windows"), List.of())
            .imported("os", List.of("windows"), List.of());
    Osv some =
        osv("GO-2")
            .affects("Go", "stdlib")
            .from("0")
            .imported("crypto/elliptic", List.of(), List.of("ppc64le"))
            .imported("crypto/internal/nistec", List.of(), List.of("s390x"));
    Osv everywhere =
        osv("GO-3")
            .affects("Go", "stdlib")
            .from("0")
            .imported("os", List.of("windows"), List.of())
            .imported("net/http", List.of(), List.of());

    assertThat(findings(AMD64, stdlib, windows, some, everywhere))
        .extracting(Finding::id)
        .containsExactly("GO-3");
    assertThat(findings(new Platform("linux", "s390x", null), stdlib, windows, some, everywhere))
        .extracting(Finding::id)
        .containsExactly("GO-2", "GO-3");
    assertThat(findings(WINDOWS, stdlib, windows, some, everywhere))
        .extracting(Finding::id)
        .containsExactly("GO-1", "GO-3");
  }

  @Test
  void whoKnowsThePlatformSuppressesWhatOthersSayOfTheSameProblem() throws IOException {
    Component crate = component("cargo", "crates.io", null, "mio", "0.8.0");
    Osv rustSec =
        osv("RUSTSEC-1")
            .aliases("CVE-2026-1", "GHSA-1")
            .affects("crates.io", "mio")
            .from("0")
            .onlyOn("windows");
    Osv gitHub = osv("GHSA-1").aliases("CVE-2026-1").affects("crates.io", "mio").from("0");

    assertThat(findings(AMD64, crate, rustSec, gitHub))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.status()).isEqualTo(Status.SUPPRESSED);
          assertThat(finding.reason())
              .isEqualTo(
                  "RUSTSEC-1 says that it is only on windows, and this image is for linux/amd64");
        });
    assertThat(findings(WINDOWS, crate, rustSec, gitHub))
        .extracting(Finding::status)
        .containsExactly(Status.AFFECTED);
    assertThat(findings(AMD64, crate, gitHub))
        .extracting(Finding::status)
        .containsExactly(Status.AFFECTED);
  }

  @Test
  void theExplanationSaysThatItIsElsewhere() throws IOException {
    Osv record =
        osv("RUSTSEC-1").affects("crates.io", "a").from("0").fixedIn("2.0.0").onlyFor("x86");
    Explainer explainer = new Explainer(Databases.of(dir, record));
    Component crate = component("cargo", "crates.io", null, "a", "1.0.0");

    assertThat(explainer.explain(crate, ARM64))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.verdict()).isEqualTo(Verdict.REJECTED);
          assertThat(one.reason())
              .isEqualTo("affected before 2.0.0, but only on 386; this is for linux/arm64/v8");
        });
    assertThat(explainer.explain(crate, null))
        .extracting(Explanation::verdict)
        .containsExactly(Verdict.MATCHED);
  }

  @Test
  void platformsOfTheWrongTypeRestrictNothing() throws IOException {
    Osv record =
        osv("RUSTSEC-1").affects("crates.io", "a").from("0").ecosystemSpecific("affects", "x86");

    assertThat(findings(ARM64, component("cargo", "crates.io", null, "a", "1.0.0"), record))
        .hasSize(1);
  }

  private List<Finding> findings(@Nullable Platform platform, Component component, Osv... records)
      throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(inventory(component), platform, Databases.of(dir, records))
        .findings();
  }
}
