package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.demo.DemoImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are attached to an image in a registry, and shown to anybody. */
class AttachTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path home;

  private static Shop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open(shared);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void onlyAnImageInARegistryCanHaveResultsAttached() {
    CliRun run = shop.scan(home, shop.root(), "--attach");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--attach needs an image in a registry");
  }

  @Test
  void whatWasAttachedIsShownToAnybody(@TempDir Path somebody) throws IOException {
    assertThat(shop.scan(home, shop.image(), "--attach").status()).isZero();

    CliRun shown = CliRun.of(somebody, "show", shop.image());
    CliRun json = CliRun.of(somebody, "show", shop.image(), "--format", "json");

    assertThat(shown.status()).isZero();
    assertThat(shown.out())
        .contains("Referrers of " + shop.host() + "/demo/shop@sha256:")
        .contains("application/vnd.registrysidecar.report.v1+json")
        .contains("io.registrysidecar.critical: ")
        .contains("log4j-core");
    assertThat(Shop.ids(JSON.readTree(json.out()))).contains("GHSA-jfh8-c2jp-5v3q");
    assertThat(somebody.resolve("state")).doesNotExist();
  }

  @Test
  void threat14WhatAFullImageDoesNotTakeIsSaid(@TempDir Path images) throws Exception {
    String full = shop.image().replace("shop", "full");
    new DemoImage(images).push(full);
    Crowd.push(shop.host(), "demo/full", "1.0", 48);

    CliRun run = shop.scan(home, full, "--attach", "--quiet");

    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains(": not written to the registry: application/sarif+json: the image has 48 other")
        .doesNotContain("not written to the registry: application/vnd.registrysidecar.report");
  }

  @Test
  void anImageWithoutResultsIsNotShownAsClean(@TempDir Path images) throws Exception {
    String bare = shop.image().replace("shop", "bare");
    new DemoImage(images).push(bare);

    CliRun run = CliRun.of(home, "show", bare);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("the registry has no report of it").contains("--attach");
  }
}
