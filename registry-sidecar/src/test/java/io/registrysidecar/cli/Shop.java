package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tests of scans look at: an image in a registry, a root file system with an old OpenSSL,
 * and the advisories that the program brings.
 */
final class Shop implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final InMemoryRegistry registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT);
  private final Path directory;

  private Shop(Path directory) {
    this.directory = directory;
  }

  static Shop open(Path directory) throws Exception {
    Shop shop = new Shop(directory);
    new DemoImage(Files.createDirectory(directory.resolve("image"))).push(shop.image());
    rootFileSystem(directory.resolve("root"));
    CliRun imported = CliRun.of(directory, "db", "import", "sample", "--db", shop.database());
    assertThat(imported.status()).isZero();
    return shop;
  }

  String host() {
    return registry.url().getRawAuthority();
  }

  String image() {
    return host() + "/demo/shop:1.0";
  }

  /** The root file system, as a target of a scan. */
  String root() {
    return "rootfs:" + directory.resolve("root");
  }

  /** The file of the advisories. */
  String database() {
    return directory.resolve("advisories.db").toString();
  }

  /** Scans with these advisories. */
  CliRun scan(Path home, String target, String... options) {
    List<String> words = new ArrayList<>(List.of("scan", target, "--db", database()));
    words.addAll(List.of(options));
    return CliRun.of(home, words.toArray(String[]::new));
  }

  /** The ids of the findings of a report, in its order. */
  static List<String> ids(JsonNode report) {
    List<String> ids = new ArrayList<>();
    report.path("findings").forEach(finding -> ids.add(finding.path("id").asText()));
    return ids;
  }

  @Override
  public void close() {
    registry.close();
    vertx.close().await();
  }

  private static void rootFileSystem(Path root) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
    Files.writeString(
        root.resolve("var/lib/dpkg/status"),
        """
        Package: openssl
        Status: install ok installed
        Architecture: amd64
        Version: 3.0.9-1
        Maintainer: Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>

        """);
  }
}
