package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexFilter;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements by command, beside a service that looks after registry.example. */
class VexTest {

  private static final ImageKey IMAGE =
      new ImageKey(
          "registry",
          new RepositoryName("team/app"),
          Digest.sha256("app".getBytes(StandardCharsets.UTF_8)));
  private static final String APP = "registry.example/team/app";

  @TempDir Path home;

  @BeforeEach
  void anImageIsKnown() {
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      store.images().seen(IMAGE, Instant.now());
      store.images().tagged("registry", IMAGE.repository(), "1.0", IMAGE.digest(), Instant.now());
    }
  }

  private CliRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("vex"));
    all.addAll(List.of(arguments));
    return CliRun.of(
        home, Map.of("REGISTRY_URL", "https://registry.example"), all.toArray(String[]::new));
  }

  private CliRun add(String target, String... more) {
    List<String> all = new ArrayList<>(List.of("add", target, "--author", "Ada Lovelace"));
    all.addAll(List.of(more));
    if (!all.contains("--vulnerability")) {
      all.addAll(List.of("--vulnerability", "CVE-1"));
    }
    return run(all.toArray(String[]::new));
  }

  private List<StoredVex> stored() {
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      return store
          .vex()
          .list(new VexFilter(null, null, null, true), Instant.now(), PageRequest.first(10))
          .items();
    }
  }

  @Test
  void anImageIsMeantByItsTagOrItsDigest() {
    assertThat(add(APP + ":1.0", "--status", "fixed").status()).isZero();
    assertThat(add(APP + "@" + IMAGE.digest(), "--status", "fixed").status()).isZero();

    assertThat(stored())
        .hasSize(2)
        .allSatisfy(statement -> {
          assertThat(statement.scope().digest()).isEqualTo(IMAGE.digest());
          assertThat(statement.mark().author()).isEqualTo("Ada Lovelace");
          assertThat(statement.actor()).isEqualTo("command of " + System.getProperty("user.name"));
        });
  }

  @Test
  void whatMeetsNoFindingIsRecordedAndSaid() {
    assertThat(add(APP + ":1.0", "--status", "fixed").err()).doesNotContain("no finding");
    scanned();

    CliRun image = add(APP + ":1.0", "--status", "fixed", "--vulnerability", "CVE-2026-13");
    CliRun repository = add(APP, "--status", "fixed", "--vulnerability", "CVE-2026-13");
    CliRun part =
        add(APP, "--status", "fixed", "--vulnerability", "GHSA-1", "--component", "pkg:npm/b");

    for (CliRun run : List.of(image, repository)) {
      assertThat(run.status()).isZero();
      assertThat(run.err())
          .contains("is about CVE-2026-13; the nearest are CVE-2026-12 in pkg:npm/a@1. It counts")
          .contains("registry-sidecar vex remove ");
    }
    assertThat(part.err()).contains("is in pkg:npm/b; there is one in pkg:npm/a@1");
    assertThat(stored()).hasSize(4);
    assertThat(add(APP, "--status", "fixed", "--vulnerability", "cve-2026-12").err())
        .doesNotContain("no finding");
  }

  private void scanned() {
    String report =
        """
        {"findings": [{"id": "CVE-2026-12", "aliases": ["GHSA-1"], "component": "pkg:npm/a@1"}]}
        """;
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      store
          .images()
          .scanned(
              IMAGE,
              new ImageResult(
                  new SeverityCounts(0, 0, 0, 0, 0, 1, 0),
                  "complete",
                  "1",
                  report.getBytes(StandardCharsets.UTF_8),
                  Instant.now()));
    }
  }

  @Test
  void withoutEitherTheRepositoryIsMeant() {
    CliRun run = add(APP, "--status", "fixed", "--expires", "30d");

    assertThat(run.status()).isZero();
    assertThat(run.out().strip()).isEqualTo(Long.toString(stored().getFirst().id()));
    assertThat(stored().getFirst().scope().digest()).isNull();
    assertThat(stored().getFirst().mark().expires()).isNotNull();
  }

  @Test
  void whatWasStatedIsListedAndTakenBack() {
    add(APP + ":1.0", "--status", "not_affected", "--impact", "It only hashes.");
    String id = Long.toString(stored().getFirst().id());

    assertThat(run("list", APP + ":1.0").out())
        .startsWith(id + "  registry/team/app@" + IMAGE.digest() + "  CVE-1  not_affected")
        .contains("It only hashes.", "Ada Lovelace");
    assertThat(run("remove", id).status()).isZero();
    assertThat(run("list").out()).isEmpty();
    assertThat(run("list", "--ended").out()).contains("removed ");
    assertThat(run("remove", id).status()).isEqualTo(3);
    assertThat(run("remove", id).err()).contains("no statement of this number counts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--status not_affected | not_affected needs a justification",
        "--status maybe | the status \"maybe\" is not known; there are not_affected",
        "--status affected | affected needs an action",
        "--status fixed --expires 2020-01-01 | expires 2020-01-01 is not in the future",
        "--status fixed --component openssl | not a package URL",
        "--justification component_not_present | Missing required option: '--status=STATUS'",
      })
  void whatIsWronglyWrittenIsSaidWithStatus2(String arguments, String says) {
    CliRun run = add(APP + ":1.0", arguments.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(says);
    assertThat(stored()).isEmpty();
  }

  @Test
  void anImageThatIsNotKnownIsSaidWithStatus3() {
    CliRun tag = add(APP + ":2.0", "--status", "fixed");
    CliRun registry = add("other.example/team/app:1.0", "--status", "fixed");

    assertThat(tag.status()).isEqualTo(3);
    assertThat(tag.err())
        .contains("registry.example/team/app:2.0: the service knows no such image");
    assertThat(registry.status()).isEqualTo(3);
    assertThat(registry.err())
        .contains("the registry other.example is not configured (configured: registry.example)");
    assertThat(stored()).isEmpty();
  }
}
