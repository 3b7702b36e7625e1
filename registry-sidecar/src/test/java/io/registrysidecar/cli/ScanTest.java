package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scanning a root file system with an old OpenSSL, and an image in a registry. */
class ScanTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path home;

  private static Vertx vertx;
  private static InMemoryRegistry registry;
  private static String image;
  private static String root;
  private static String database;

  @BeforeAll
  static void prepare() throws Exception {
    vertx = Vertx.vertx();
    registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT);
    image = registry.url().getRawAuthority() + "/demo/shop:1.0";
    new DemoImage(Files.createDirectory(shared.resolve("image"))).push(image);
    root = "rootfs:" + rootFileSystem(shared.resolve("root"));
    database = shared.resolve("advisories.db").toString();
    assertThat(CliRun.of(shared, "db", "import", "sample", "--db", database).status()).isZero();
  }

  @AfterAll
  static void close() {
    registry.close();
    vertx.close().await();
  }

  @Test
  void findingsAreAResultAndProgressIsNot() {
    CliRun run = scan(root);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("openssl", "CVE-").doesNotContain("ReadLayers");
    assertThat(run.err()).contains("ReadLayers");
  }

  @Test
  void quietMeansQuiet() {
    assertThat(scan(root, "--quiet").err()).doesNotContain("ReadLayers");
  }

  @Test
  void aPipelineFailsOnWhatIsAsBadOrWorse() {
    assertThat(scan(root, "--fail-on", "low").status()).isEqualTo(1);
    assertThat(scan(root, "--fail-on", "low").err()).contains("findings are low or worse");
  }

  @Test
  void everyFormatCanBeWrittenToAFile() throws IOException {
    for (String format :
        List.of("table", "json", "cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv", "sarif")) {
      Path file = home.resolve("report." + format);

      CliRun run = scan(root, "--format", format, "--output", file.toString());

      assertThat(run.status()).as(format).isZero();
      assertThat(run.out()).isEmpty();
      assertThat(file).content().contains("openssl");
    }
    try (var files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("files that are left beside the results")
          .noneMatch(name -> name.endsWith(".new"));
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidAndLeavesNothingBehind() throws IOException {
    Path place = Files.createDirectories(home.resolve("place"));
    Path taken = place.resolve("taken");
    Files.createDirectories(taken.resolve("by something"));

    CliRun missing = scan(root, "--output", home.resolve("nowhere/report").toString());
    CliRun directory = scan(root, "--output", taken.toString());

    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("there is no such file. Check that the directory exists");
    assertThat(directory.status()).isEqualTo(3);
    assertThat(directory.err()).contains("write " + taken + ": ");
    try (var files = Files.list(place)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void aBillOfMaterialsIsJudgedAsTheImageIs() throws IOException {
    List<String> found = ids(JSON.readTree(scan(root, "--format", "json").out()));
    assertThat(found).isNotEmpty();
    for (String format : List.of("cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv")) {
      Path file = home.resolve("sbom." + format);
      scan(root, "--format", format, "--output", file.toString());

      JsonNode report = JSON.readTree(scan("sbom:" + file, "--format", "json").out());

      assertThat(ids(report)).as(format).isEqualTo(found);
      assertThat(report.at("/os/id").asText()).isEqualTo("debian");
      assertThat(report.at("/coverage/status").asText()).isEqualTo("partial");
      assertThat(report.at("/coverage/statements").findValuesAsText("code"))
          .contains("sbom-not-verified");
    }
  }

  @Test
  void twoTargetsOfAnyKindAreCompared() throws IOException {
    Path sbom = home.resolve("before.spdx.json");
    scan(root, "--format", "spdx", "--output", sbom.toString());

    CliRun same = diff("sbom:" + sbom, root);
    CliRun other = diff("sbom:" + sbom, image, "--format", "json");

    assertThat(same.status()).isZero();
    assertThat(same.out())
        .contains("Packages: 0 added, 0 removed, 0 changed")
        .contains("Findings: 0 added, 0 removed, 0 changed")
        .contains("Coverage of the first image: partial");
    assertThat(other.status()).isZero();
    JsonNode json = JSON.readTree(other.out());
    assertThat(json.path("packages").findValuesAsText("name")).anyMatch(n -> n.contains("log4j"));
    assertThat(json.path("findings").findValuesAsText("id")).contains("CVE-2021-44228");
    assertThat(diff(root, "oci:" + home.resolve("absent")).status()).isEqualTo(3);
    assertThat(diff(root, "Not/A/Reference").status()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNoBillOfMaterialsIsNamed() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "buy milk");

    CliRun run = scan("sbom:" + file);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("notes.txt").contains("it is none of CycloneDX");
    assertThat(scan("sbom:" + home.resolve("absent")).err()).contains("there is no such file");
    assertThat(scan("sbom:" + file, "--attach").status()).isEqualTo(2);
  }

  @Test
  void withoutAdvisoriesNothingLooksClean() throws IOException {
    CliRun run = CliRun.of(home, "scan", root, "--format", "json");

    assertThat(run.status()).isZero();
    assertThat(JSON.readTree(run.out()).path("coverage").path("status").asText()).isEqualTo("none");
    assertThat(run.err())
        .contains("there is no advisory database, so nothing was matched")
        .contains("db import sample");
  }

  @Test
  void withoutAdvisoriesNoPipelinePasses() {
    CliRun failOn = CliRun.of(home, "scan", root, "--fail-on", "critical");
    CliRun coverage = CliRun.of(home, "scan", root, "--require-coverage");

    assertThat(failOn.status()).isEqualTo(3);
    assertThat(failOn.err()).contains("nothing was looked at, so nothing can be said");
    assertThat(coverage.status()).isEqualTo(4);
    assertThat(coverage.err()).contains("coverage is none, and complete is required");
  }

  @Test
  void aBrokenDatabaseIsSaidAndNotIgnored() throws IOException {
    Path broken = Files.writeString(home.resolve("broken.db"), "this is no database");

    CliRun scan = CliRun.of(home, "scan", root, "--db", broken.toString());
    CliRun status = CliRun.of(home, "db", "status", "--db", broken.toString());

    assertThat(scan.status()).isEqualTo(3);
    assertThat(scan.err()).contains("broken.db").contains("db import");
    assertThat(status.status()).isEqualTo(3);
    assertThat(status.err()).contains("broken.db").contains("db import");
  }

  @Test
  void aTargetThatIsNotThereIsNamed() {
    assertThat(scan("oci:" + home.resolve("absent")).status()).isEqualTo(3);
    assertThat(scan("oci:" + home.resolve("absent")).err())
        .contains(home.resolve("absent").toString());
    assertThat(scan("rootfs:" + home.resolve("absent")).status()).isEqualTo(3);
    assertThat(scan("docker-archive:" + home.resolve("absent.tar")).status()).isEqualTo(3);
    CliRun missing = scan(image.replace("shop", "none"));
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("demo/none");
  }

  @Test
  void onlyAnImageInARegistryCanHaveResultsAttached() {
    CliRun run = scan(root, "--attach");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--attach needs an image in a registry");
  }

  @Test
  void whatWasAttachedIsShownToAnybody(@TempDir Path somebody) throws IOException {
    assertThat(scan(image, "--attach").status()).isZero();

    CliRun shown = CliRun.of(somebody, "show", image);
    CliRun json = CliRun.of(somebody, "show", image, "--format", "json");

    assertThat(shown.status()).isZero();
    assertThat(shown.out())
        .contains("Referrers of " + registry.url().getRawAuthority() + "/demo/shop@sha256:")
        .contains("application/vnd.registrysidecar.report.v1+json")
        .contains("io.registrysidecar.critical: ")
        .contains("log4j-core");
    assertThat(ids(JSON.readTree(json.out()))).contains("GHSA-jfh8-c2jp-5v3q");
    assertThat(somebody.resolve("state")).doesNotExist();
  }

  @Test
  void threat14WhatAFullImageDoesNotTakeIsSaid(@TempDir Path images) throws Exception {
    String full = image.replace("shop", "full");
    new DemoImage(images).push(full);
    Crowd.push(registry.url().getRawAuthority(), "demo/full", "1.0", 48);

    CliRun run = scan(full, "--attach", "--quiet");

    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains(": not written to the registry: application/sarif+json: the image has 48 other")
        .doesNotContain("not written to the registry: application/vnd.registrysidecar.report");
  }

  @Test
  void anImageWithoutResultsIsNotShownAsClean(@TempDir Path images) throws Exception {
    String bare = image.replace("shop", "bare");
    new DemoImage(images).push(bare);

    CliRun run = CliRun.of(home, "show", bare);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("the registry has no report of it").contains("--attach");
  }

  @Test
  void aStateThatCannotBeWrittenCostsTheMemoryOfLayersOnly() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "in the way");

    CliRun run =
        CliRun.of(
            home,
            Map.of("SIDECAR_STATE", file.resolve("state").toString()),
            "scan",
            root,
            "--db",
            database);

    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("layers are read but not remembered");
  }

  private CliRun scan(String target, String... options) {
    List<String> words = new ArrayList<>(List.of("scan", target, "--db", database));
    words.addAll(List.of(options));
    return CliRun.of(home, words.toArray(String[]::new));
  }

  private CliRun diff(String before, String after, String... options) {
    List<String> words = new ArrayList<>(List.of("diff", before, after, "--db", database));
    words.addAll(List.of(options));
    return CliRun.of(home, words.toArray(String[]::new));
  }

  private static List<String> ids(JsonNode report) {
    List<String> ids = new ArrayList<>();
    report.path("findings").forEach(finding -> ids.add(finding.path("id").asText()));
    return ids;
  }

  private static Path rootFileSystem(Path root) throws IOException {
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
    return root;
  }
}
