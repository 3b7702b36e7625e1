package io.registrysidecar.inventory.npm;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.testing.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PnpDetectorTest {

  private static final String ZIP = "has-flag-npm-3.0.0-16ac11fe05-1c6c83b14b.zip";

  @ParameterizedTest
  @CsvSource({"app/.pnp.data.json, yarn-4.pnp.data.json", "app/.pnp.cjs, yarn-4.pnp.cjs"})
  void whatYarnWroteIsRead(String path, String fixture) {
    Evidence evidence = read(path, resource("/inventory/npm/" + fixture));

    assertThat(evidence.names())
        .contains("undici 5.15.0", "@babel/code-frame 7.12.11", "picocolors 1.1.1")
        .hasSize(15);
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void theListSaysWhatNeedsWhat() {
    var dependencies =
        fullInventoryOf(
                image()
                    .layer(
                        file("app/.pnp.cjs", resource("/inventory/npm/yarn-4.pnp.cjs")),
                        file("app/.yarn/cache/" + ZIP, resource("/inventory/npm/" + ZIP)))
                    .build())
            .dependencies();

    assertThat(dependencies.get("pkg:npm/undici@5.15.0")).containsExactly("pkg:npm/busboy@1.6.0");
    assertThat(dependencies.get("pkg:npm/supports-color@5.5.0"))
        .containsExactly("pkg:npm/has-flag@3.0.0");
  }

  @Test
  void theCacheKnowsLicences() {
    Evidence evidence = read("app/.yarn/cache/" + ZIP, resource("/inventory/npm/" + ZIP));

    assertThat(evidence.places())
        .containsExactly(
            "app/.yarn/cache/" + ZIP + "!/node_modules/has-flag/package.json has-flag 3.0.0");
    assertThat(evidence.facts().getFirst().licenses()).containsExactly("MIT");
  }

  @Test
  void yarn3InlinedAnObject() {
    String script =
        """
        function $$SETUP_STATE(hydrateRuntimeState, basePath) {
          return hydrateRuntimeState({
            "packageRegistryData": [
              ["a", [["npm:1.0.0", {"packageLocation": "./a/", "packageDependencies": []}]]]
            ]
          }, {basePath: basePath || __dirname});
        }
        """;

    assertThat(read("app/.pnp.cjs", script.getBytes(UTF_8)).names()).containsExactly("a 1.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "npm:1.2.3,                                                    1.2.3",
        "npm:1.2.3-rc.1+build,                                         1.2.3-rc.1+build",
        "virtual:0a1b#npm:1.2.3,                                       1.2.3",
        "npm:1.2.3::__archiveUrl=https%3A%2F%2Fexample.org%2Fa.tgz,    1.2.3",
        "patch:a@npm%3A1.2.3#optional!builtin<x>::version=1.2.3&hash=5, 1.2.3",
        "workspace:.,                                                  -",
        "link:../a,                                                    -",
        "https://example.org/a.git#commit=0a1b,                        -",
      })
  void theVersionIsInTheReference(String reference, @Nullable String version) {
    assertThat(PnpRegistry.version(reference)).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{}", "[]", "{\"packageRegistryData\":7}", "{\"packageRegistryData\":[[["})
  void whatIsNoListIsBroken(String content) {
    assertThat(read("a/.pnp.data.json", content.getBytes(UTF_8)).codes())
        .containsExactly("evidence-malformed");
  }

  @Test
  void aScriptWithoutListSaysNothing() {
    assertThat(read(".pnp.cjs", "module.exports = {};".getBytes(UTF_8)).codes()).isEmpty();
    assertThat(read(".pnp.cjs", "const RAW_RUNTIME_STATE =".getBytes(UTF_8)).codes()).isEmpty();
  }

  @Test
  void otherZipFilesAreNotRead() {
    byte[] zip = jar().entry("node_modules/a/package.json", "{}").build();

    assertThat(read("srv/a-npm-1.zip", zip).files()).isEmpty();
    assertThat(read(".yarn/cache/a-npm-1-0-0.zip", "no zip".getBytes(UTF_8)).codes())
        .containsExactly("evidence-malformed");
  }

  private static Evidence read(String path, byte[] content) {
    return Evidence.of(new PnpDetector(ArchiveLimits.DEFAULT), file(path, content));
  }
}
