package io.registrysidecar.inventory.npm;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.testing.LayerBuilder;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One application of three workspaces, and the links that each manager makes when it installs it.
 * {@code web} needs {@code lib-b}, which needs {@code @acme/a}.
 */
final class LinkedDetectorTest {

  private static final LayerContent SOURCES =
      layer -> {
        manifest(layer, "app", "root-app", "1.0.0");
        manifest(layer, "app/packages/a", "@acme/a", "1.2.3");
        manifest(layer, "app/packages/b", "lib-b", "2.0.0");
        manifest(layer, "app/apps/web", "web", "0.9.0");
        manifest(layer, "app/packages/unused", "unused", "3.0.0");
      };

  private static final String A = "@acme/a 1.2.3 of app/packages/a/package.json";
  private static final String B = "lib-b 2.0.0 of app/packages/b/package.json";
  private static final String WEB = "web 0.9.0 of app/apps/web/package.json";

  @ParameterizedTest
  @MethodSource("managers")
  void whatTheManagerLinkedIsInstalled(Links links) {
    assertThat(installed(image().layer(SOURCES, links.content()).build()))
        .containsExactlyInAnyOrderElementsOf(links.installed());
  }

  static List<Links> managers() {
    return List.of(
        new Links("npm 11", List.of(A, B, WEB))
            .link("node_modules/@acme/a", "../../packages/a")
            .link("node_modules/lib-b", "../packages/b")
            .link("node_modules/web", "../apps/web"),
        new Links("pnpm 9", List.of(A, B, WEB))
            .link("apps/web/node_modules/lib-b", "../../../packages/b")
            .link("node_modules/.pnpm/node_modules/@acme/a", "../../../../packages/a")
            .link("node_modules/.pnpm/node_modules/lib-b", "../../../packages/b")
            .link("node_modules/.pnpm/node_modules/web", "../../../apps/web")
            .link("packages/b/node_modules/@acme/a", "../../../a"),
        new Links("Yarn 4, linker pnpm", List.of(A, B, WEB))
            .link("apps/web/node_modules/lib-b", "../../../packages/b")
            .link(
                "apps/web/node_modules/yallist",
                "../../../node_modules/.store/yallist-npm-4.0.0-b493d9e907/package")
            .link("packages/b/node_modules/@acme/a", "../../../a"),
        new Links("Bun 1.3", List.of(A, B, WEB))
            .link("apps/web/node_modules/lib-b", "../../../packages/b")
            .link(
                "apps/web/node_modules/yallist",
                "../../../node_modules/.bun/yallist@4.0.0/node_modules/yallist")
            .link("packages/b/node_modules/@acme/a", "../../../a"),
        new Links("pnpm, of one package", List.of())
            .link("node_modules/yallist", ".pnpm/yallist@4.0.0/node_modules/yallist"));
  }

  @Test
  void yarnsListLeadsToWorkspacesWithoutLinks() {
    LayerContent list =
        file("app/.pnp.data.json", resource("/inventory/npm/yarn-4-workspaces.pnp.data.json"));

    assertThat(installed(image().layer(SOURCES, list).build()))
        .contains(A, B, WEB)
        .noneMatch(each -> each.startsWith("root-app") || each.startsWith("unused"));
  }

  @Test
  void aDirectoryThatWasInstalledGloballyIsLinkedFromElsewhere() {
    assertThat(
            installed(
                image()
                    .layer(SOURCES, symbolicLink("usr/lib/node_modules/root-app", "../../../app"))
                    .build()))
        .containsExactly("root-app 1.0.0 of app/package.json");
  }

  @Test
  void linksAndWhatTheyLeadToMayBeInAnyLayers() {
    LayerContent link = symbolicLink("app/node_modules/lib-b", "/app/packages/b");

    assertThat(installed(image().layer(link).layer(SOURCES).build())).containsExactly(B);
    assertThat(installed(image().layer(SOURCES).layer(link).build())).containsExactly(B);
    assertThat(
            installed(
                image()
                    .layer(SOURCES, link)
                    .layer(layer -> manifest(layer, "app/packages/b", "lib-b", "2.0.1"))
                    .build()))
        .containsExactly("lib-b 2.0.1 of app/packages/b/package.json");
  }

  @Test
  void whereTheLinkIsGoneNothingIsInstalled() {
    TestImage pruned =
        image()
            .layer(SOURCES, symbolicLink("app/node_modules/lib-b", "../packages/b"))
            .layer(whiteout("app/node_modules/lib-b"))
            .build();
    TestImage replaced =
        image()
            .layer(
                SOURCES,
                symbolicLink("app/node_modules/lib-b", "../packages/b"),
                file("app/node_modules/lib-b", "a file in its place"))
            .build();

    assertThat(installed(pruned)).isEmpty();
    assertThat(installed(replaced)).isEmpty();
  }

  @Test
  void aLinkOfTheRootDirectoryIsFollowed() {
    assertThat(
            installed(
                image()
                    .layer(
                        symbolicLink("srv", "app"),
                        SOURCES,
                        symbolicLink("opt/node_modules/lib-b", "../../srv/packages/b"))
                    .build()))
        .containsExactly(B);
  }

  @ParameterizedTest
  @CsvSource({
    "app/node_modules/lib-b,        ../node_modules/lib-b", // to itself
    "app/node_modules/lib-b,        ../packages/missing",
    "app/node_modules/lib-b,        ../packages/b/package.json", // not to a directory
    "app/node_modules/lib-b,        ../packages",
    "app/packages/b/node_modules/x, ../../../node_modules/x", // of no store
    "app/packages/b/node_modules/x, /srv/node_modules/.pnpm/x/node_modules/x", // of another place
    "app/node_modules/x,            ../packages/b/node_modules/.pnpm/x/node_modules/x",
    "app/node_modules/.bin/lib-b,   ../../packages/b",
    "app/node_modules/x/y/lib-b,    ../../../packages/b",
    "app/modules/lib-b,             ../packages/b",
    "app/my_node_modules/lib-b,     ../packages/b",
  })
  void otherLinksInstallNothing(String link, String target) {
    assertThat(installed(image().layer(SOURCES, symbolicLink(link, target)).build())).isEmpty();
  }

  @Test
  void aLinkOutOfTheImageEndsAtItsRoot() {
    LayerContent link = symbolicLink("app/node_modules/lib-b", "../../../../../../app/packages/b");

    assertThat(installed(image().layer(SOURCES, link).build())).containsExactly(B);
  }

  @Test
  void linksInACircleLeadNowhere() {
    assertThat(
            installed(
                image()
                    .layer(
                        symbolicLink("app/node_modules/a", "../packages/a"),
                        symbolicLink("app/packages/a", "../packages/b"),
                        symbolicLink("app/packages/b", "../packages/a"),
                        symbolicLink("app/node_modules/b", "../node_modules/c"),
                        symbolicLink("app/node_modules/c", "../node_modules/b"))
                    .build()))
        .isEmpty();
  }

  @Test
  void whatNothingLeadsToIsNotSaidToBeBroken() {
    LayerContent broken = file("app/test/broken/package.json", "{\"name\": ");

    assertThat(fullInventoryOf(image().layer(SOURCES, broken).build()).notes()).isEmpty();
    assertThat(
            fullInventoryOf(
                    image()
                        .layer(broken, symbolicLink("app/node_modules/broken", "../test/broken"))
                        .build())
                .notes())
        .singleElement()
        .satisfies(note -> assertThat(note.path()).isEqualTo("app/test/broken/package.json"));
  }

  @Test
  void aPackageWithoutVersionIsNotListedThoughItIsLinked() {
    LayerContent unversioned = file("app/packages/c/package.json", "{\"name\": \"c\"}");
    LayerContent link = symbolicLink("app/node_modules/c", "../packages/c");

    assertThat(installed(image().layer(unversioned, link).build())).isEmpty();
  }

  /** The links that a manager makes below {@code app}, and what it lists. */
  record Links(String manager, List<String> installed, List<LayerContent> links) {

    Links(String manager, List<String> installed) {
      this(manager, installed, List.of());
    }

    Links link(String path, String target) {
      return new Links(
          manager,
          installed,
          Stream.concat(links.stream(), Stream.of(symbolicLink("app/" + path, target))).toList());
    }

    LayerContent content() {
      return layer -> links.forEach(each -> each.addTo(layer));
    }

    @Override
    public String toString() {
      return manager;
    }
  }

  private static void manifest(LayerBuilder layer, String directory, String name, String version) {
    layer.file(
        directory + "/package.json",
        "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version).getBytes(UTF_8));
  }

  private static List<String> installed(TestImage image) {
    Inventory inventory = fullInventoryOf(image);
    return inventory.components().stream()
        .filter(each -> !each.name().equals("has-flag") && !each.name().equals("yallist"))
        .map(LinkedDetectorTest::line)
        .toList();
  }

  private static String line(Component component) {
    return component.name() + " " + component.version() + " of " + component.paths().getFirst();
  }
}
