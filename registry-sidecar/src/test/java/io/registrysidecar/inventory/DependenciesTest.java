package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.alpine;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.LayerContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which components need which. */
class DependenciesTest {

  @Test
  void aDebianPackageNeedsTheFirstAlternativeThatIsInstalledAndWhateverProvidesIt() {
    assertThat(
            dependencies(
                debian(12),
                file(
                    "var/lib/dpkg/status",
                    """
                    Package: app
                    Status: install ok installed
                    Architecture: amd64
                    Version: 1
                    Pre-Depends: libc6 (>= 2.34)
                    Depends: missing | libssl3 (>= 3.0.0), mail-transport-agent, python3:any, gone

                    Package: libc6
                    Status: install ok installed
                    Architecture: amd64
                    Version: 2

                    Package: libssl3
                    Status: install ok installed
                    Architecture: amd64
                    Version: 3

                    Package: postfix
                    Status: install ok installed
                    Architecture: amd64
                    Version: 4
                    Provides: mail-transport-agent, mta (= 4)

                    Package: python3
                    Status: install ok installed
                    Architecture: amd64
                    Version: 5
                    """)))
        .isEqualTo(Map.of("app", List.of("libc6", "libssl3", "postfix", "python3")));
  }

  @Test
  void anAlpinePackageNeedsLibrariesThatOthersProvide() {
    assertThat(
            dependencies(
                alpine("3.22.1"),
                file(
                    "lib/apk/db/installed",
                    """
                    P:musl
                    V:1.2.5-r10
                    p:so:libc.musl-x86_64.so.1=1

                    P:busybox
                    V:1.37.0-r18
                    D:so:libc.musl-x86_64.so.1 !nothing missing>1
                    p:cmd:sh=1.37.0-r18

                    P:scripts
                    V:1-r0
                    D:busybox>=1.30 cmd:sh
                    """)))
        .isEqualTo(Map.of("busybox", List.of("musl"), "scripts", List.of("busybox")));
  }

  @Test
  void aNodePackageNeedsWhatNodeWouldLoad() {
    assertThat(
            fullInventoryOf(
                    image()
                        .layer(
                            node("app/node_modules/a", "a", "1.0.0", "\"c\": \"1\""),
                            node("app/node_modules/a/node_modules/c", "c", "1.0.0", ""),
                            node("app/node_modules/b", "b", "1.0.0", "\"c\": \"2\", \"d\": \"1\""),
                            node("app/node_modules/c", "c", "2.0.0", ""))
                        .build())
                .dependencies())
        .isEqualTo(
            Map.of(
                "pkg:npm/a@1.0.0", List.of("pkg:npm/c@1.0.0"),
                "pkg:npm/b@1.0.0", List.of("pkg:npm/c@2.0.0")));
  }

  @Test
  void aNodePackageThatIsLinkedNeedsTheOnlyOneOfThatName() {
    String store = "srv/node_modules/.pnpm/";
    assertThat(
            fullInventoryOf(
                    image()
                        .layer(
                            node(
                                store + "a@1.0.0/node_modules/a",
                                "a",
                                "1.0.0",
                                "\"b\": \"1\", \"c\": \"1\""),
                            node(store + "b@1.0.0/node_modules/b", "b", "1.0.0", "\"gone\": \"1\""),
                            node(store + "c@1.0.0/node_modules/c", "c", "1.0.0", "\"b\": \"1\""),
                            node(store + "c@2.0.0/node_modules/c", "c", "2.0.0", ""),
                            node(
                                "opt/node_modules/.pnpm/b@2.0.0/node_modules/b",
                                "b",
                                "2.0.0",
                                "\"c\": \"2\""))
                        .build())
                .dependencies())
        .isEqualTo(
            Map.of(
                "pkg:npm/a@1.0.0", List.of("pkg:npm/b@1.0.0"),
                "pkg:npm/c@1.0.0", List.of("pkg:npm/b@1.0.0")));
  }

  @Test
  void aPythonDistributionNeedsWhatIsNotForAnExtraOrAnotherSystem() {
    assertThat(
            dependencies(
                python("Requests", "urllib3 (<3,>=1.21)", "PySocks ; extra == 'socks'", "Char_Det"),
                python("urllib3"),
                python("PySocks"),
                python("char.det")))
        .isEqualTo(Map.of("requests", List.of("char-det", "urllib3")));
  }

  @Test
  void aGemNeedsGemsInItsDirectory() {
    assertThat(
            dependencies(
                gem("sinatra", "add_runtime_dependency(%q<rack>.freeze, [\"~> 2.2\"])"),
                gem("rack", "add_development_dependency(%q<sinatra>.freeze)")))
        .isEqualTo(Map.of("sinatra", List.of("rack")));
  }

  @Test
  void aPhpPackageNeedsPackagesOfItsApplication() {
    assertThat(
            dependencies(
                file(
                    "srv/vendor/composer/installed.json",
                    """
                    [{"name": "a/app", "version": "1", "require": {"psr/log-implementation": "1"}},
                     {"name": "m/log", "version": "2", "provide": {"psr/log-implementation": "1"}}]
                    """),
                file(
                    "other/vendor/composer/installed.json",
                    "[{\"name\": \"a/other\", \"version\": \"1\", \"require\": {\"m/log\":"
                        + " \"2\"}}]")))
        .isEqualTo(Map.of("a/app", List.of("m/log")));
  }

  @Test
  void aDotnetPackageNeedsPackagesThatItsProgramWasDeployedWith() {
    assertThat(
            dependencies(
                file(
                    "app/app.deps.json",
                    """
                    {"targets": {"net8": {
                       "app/1.0": {"dependencies": {"A": "1"}, "runtime": {"app.dll": {}}},
                       "A/1": {"dependencies": {"B": "2", "Gone": "1"}, "runtime": {"A.dll": {}}},
                       "B/2": {"runtime": {"B.dll": {}}}}},
                     "libraries": {"app/1.0": {"type": "project"}, "A/1": {"type": "package"},
                       "B/2": {"type": "package"}}}
                    """)))
        .isEqualTo(Map.of("A", List.of("B")));
  }

  @Test
  void anArchiveNeedsThoseThatItContains() {
    byte[] inner = maven("g", "inner", "1");
    byte[] outer =
        jar()
            .entry(
                "META-INF/maven/g/outer/pom.properties",
                "groupId=g\nartifactId=outer\nversion=2\n".getBytes(UTF_8))
            .entry("BOOT-INF/lib/inner.jar", inner)
            .build();

    assertThat(dependencies(file("app/outer.jar", outer)))
        .isEqualTo(Map.of("g:outer", List.of("g:inner")));
  }

  private static LayerContent gem(String name, String statement) {
    return file(
        "usr/lib/ruby/gems/3.1.0/specifications/" + name + "-1.gemspec",
        "# stub: "
            + name
            + " 1 ruby lib\nGem::Specification.new do |s|\n  s."
            + statement
            + "\nend\n");
  }

  private static LayerContent node(String at, String name, String version, String needs) {
    return file(
        at + "/package.json",
        "{\"name\": \"%s\", \"version\": \"%s\", \"dependencies\": {%s}}"
            .formatted(name, version, needs));
  }

  private static LayerContent python(String name, String... needs) {
    StringBuilder metadata = new StringBuilder("Name: " + name + "\nVersion: 1.0\n");
    for (String need : needs) {
      metadata.append("Requires-Dist: ").append(need).append('\n');
    }
    return file(
        "usr/lib/python3/site-packages/" + name + ".dist-info/METADATA", metadata.toString());
  }

  /** By name, the names that each needs. */
  private static Map<String, List<String>> dependencies(LayerContent... contents) {
    Inventory inventory = fullInventoryOf(image().layer(contents).build());
    Map<String, String> names = new TreeMap<>();
    inventory.components().forEach(component -> names.put(component.purl(), component.name()));
    Map<String, List<String>> dependencies = new TreeMap<>();
    inventory
        .dependencies()
        .forEach((purl, needs) ->
            dependencies.put(names.get(purl), needs.stream().map(names::get).sorted().toList()));
    return dependencies;
  }
}
