package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private static Shop shop;
  private static String image;
  private static String root;
  private static String database;

  @BeforeAll
  static void prepare() throws Exception {
    shop = Shop.open(shared);
    image = shop.image();
    root = shop.root();
    database = shop.database();
  }

  @AfterAll
  static void close() {
    shop.close();
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
    List<String> found = Shop.ids(JSON.readTree(scan(root, "--format", "json").out()));
    assertThat(found).isNotEmpty();
    for (String format : List.of("cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv")) {
      Path file = home.resolve("sbom." + format);
      scan(root, "--format", format, "--output", file.toString());

      JsonNode report = JSON.readTree(scan("sbom:" + file, "--format", "json").out());

      assertThat(Shop.ids(report)).as(format).isEqualTo(found);
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
    return shop.scan(home, target, options);
  }

  private CliRun diff(String before, String after, String... options) {
    List<String> words = new ArrayList<>(List.of("diff", before, after, "--db", database));
    words.addAll(List.of(options));
    return CliRun.of(home, words.toArray(String[]::new));
  }
}
