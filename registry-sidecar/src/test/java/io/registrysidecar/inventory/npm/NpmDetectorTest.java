package io.registrysidecar.inventory.npm;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmDetectorTest {

  private static final String PATH = "srv/node_modules/lodash/package.json";

  @Test
  void anInstalledPackageIsRead() {
    assertThat(
            read("""
            {"name": "lodash", "version": "4.17.20", "license": "MIT",
             "dependencies": {"name": "x", "version": "y"}, "files": [1, [2, {}]]}
            """)
                .facts())
        .containsExactly(
            PackageFact.of("npm", null, "lodash", "4.17.20")
                .licensed(List.of("MIT"))
                .with(Relations.needing(List.of("name", "version"))));
  }

  @Test
  void aScopeIsANamespace() {
    assertThat(read("{\"name\":\"@babel/core\",\"version\":\"7.0.0\"}").facts())
        .extracting(PackageFact::namespace, PackageFact::name)
        .containsExactly(tuple("@babel", "core"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node_modules/a/package.json",
        "srv/node_modules/@b/c/package.json",
        "srv/node_modules/a/node_modules/b/package.json",
        "usr/lib/node_modules/npm/package.json",
        "srv/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json",
        "usr/share/nodejs/a/package.json",
        "usr/share/nodejs/@b/c/package.json",
        "usr/share/nodejs/a/node_modules/b/package.json",
        "usr/lib/nodejs/a/package.json",
        "usr/lib/x86_64-linux-gnu/nodejs/a/package.json",
        "usr/share/npm/package.json",
        "app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json",
        "app/node_modules/.deno/a@1.0.0/node_modules/a/package.json",
        "app/node_modules/.store/a-npm-1.0.0-0123456789/package/package.json",
        "app/.yarn/unplugged/a-npm-1.0.0-0123456789/node_modules/a/package.json",
        "root/.bun/install/cache/a@1.0.0@@@1/package.json",
        "root/.bun/install/cache/@b/a@1.0.0/package.json",
        "deno-dir/npm/npm.example/a/1.0.0/package.json",
        "deno-dir/npm/npm.example/@b/a/1.0.0/package.json",
      })
  void packagesInNodeModulesAreInstalled(String path) {
    assertThat(read(path, "{\"name\":\"a\",\"version\":\"1.0.0\"}").names()).hasSize(1);
  }

  @Test
  void aPackageOfTheDistributionIsInstalled() {
    Evidence evidence =
        Evidence.of(
            new NpmDetector(),
            file(
                "usr/share/nodejs/undici/package.json",
                resource("/inventory/npm/undici-5.15.0.package.json")));

    assertThat(evidence.names()).containsExactly("undici 5.15.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package.json",
        "srv/package.json",
        "srv/node_modules/package.json",
        "srv/node_modules/a/test/package.json",
        "srv/node_modules/@b/c/d/package.json",
        "srv/xnode_modules/a/package.json",
        "srv/node_modules/a/xpackage.json",
        "usr/share/nodejs/package.json",
        "usr/share/nodejs/a/test/package.json",
        "usr/share/doc/nodejs/a/package.json",
        "usr/lib/a/b/nodejs/c/package.json",
        "srv/nodejs/a/package.json",
        "srv/usr/share/npm/package.json",
        "root/.bun/install/cache/a@1.0.0/test/package.json",
        "root/install/cache/a/package.json",
        "x/node_modules/npm/test/fixtures/1/package.json",
        "deno-dir/npm/npm.example/a/1.0.0/test/package.json",
      })
  void otherFilesOfThatNameAreNot(String path) {
    assertThat(read(path, "{\"name\":\"a\",\"version\":\"1.0.0\"}").names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"v1.2.3, 1.2.3", "=1.2.3, 1.2.3", "= v1.2.3, 1.2.3", "' 1.2.3 ', 1.2.3"})
  void whatNpmIgnoresInVersionsIsLeftOut(String written, String version) {
    assertThat(read("{\"name\":\"a\",\"version\":\"%s\"}".formatted(written)).names())
        .containsExactly("a " + version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"module\"}",
        "{\"name\":\"a\"}",
        "{\"version\":\"1\"}",
        "{\"name\":\"a\",\"version\":\"\"}",
        "{\"name\":7,\"version\":\"1\"}",
        "{\"name\":\"a\",\"version\":{\"x\":1}}",
        "[]",
        "7",
      })
  void withoutNameOrVersionItIsNoPackage(String json) {
    Evidence evidence = read(json);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void licencesAreWrittenInManyWays(String license, List<String> expected) {
    assertThat(read("{\"name\":\"a\",\"version\":\"1\"," + license + "}").facts())
        .extracting(PackageFact::licenses)
        .containsExactly(expected);
  }

  static List<Arguments> licencesAreWrittenInManyWays() {
    return List.of(
        arguments("\"license\":\"(MIT OR Apache-2.0)\"", "(MIT OR Apache-2.0)"),
        arguments("\"license\":{\"type\":\"ISC\",\"url\":\"u\"}", "ISC"),
        arguments("\"licenses\":[{\"type\":\"MIT\"},{\"type\":\"GPL\"}]", "MIT", "GPL"),
        arguments("\"license\":[\"MIT\",\"MIT\"]", "MIT"),
        arguments("\"license\":null"),
        arguments("\"license\":[[[]]]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"name\":", "<html>", "{\"name\":\"a\",}"})
  void whatIsNoJsonIsBroken(String content) {
    Evidence evidence = read(content);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.codes())
        .isEqualTo(content.isEmpty() ? List.of() : List.of("evidence-malformed"));
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);

    assertThat(read(deep).codes()).containsExactly("evidence-malformed");
    assertThat(read("{\"license\":" + "[".repeat(100_000)).codes())
        .containsExactly("evidence-malformed");
  }

  private static Arguments arguments(String license, String... expected) {
    return Arguments.of(license, List.of(expected));
  }

  private static Evidence read(String json) {
    return read(PATH, json);
  }

  private static Evidence read(String path, String json) {
    return Evidence.of(new NpmDetector(), file(path, json));
  }
}
