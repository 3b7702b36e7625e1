package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing images that meet their policy, and those that do not. */
class SignTest {

  private static final RepositoryName REPOSITORY = new RepositoryName("demo/shop");

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private InMemoryRegistry registry;
  private String image;
  private Digest digest;
  private Path policy;

  @BeforeEach
  void scanAnImage() throws Exception {
    registry =
        InMemoryRegistry.start(
            vertx,
            RegistryOptions.DEFAULT.with((request, answers, response) -> {
              asked.add(request.path());
              answers.apply(request).writeTo(request, response);
            }));
    image = registry.url().getRawAuthority() + "/" + REPOSITORY + ":1.0";
    digest = new DemoImage(Files.createDirectory(home.resolve("image"))).push(image);
    policy =
        Files.writeString(
            home.resolve("policy.yaml"),
            "version: 1\nrules: [{id: two, signature: {role: release, at-least: 2}}]\n");
    assertThat(run("keys", "generate").status()).isZero();
    assertThat(run("keys", "generate", "--role", "release").status()).isZero();
    CliRun scan = run("scan", "--quiet", "--attach", image);
    assertThat(scan.status()).as(scan.err()).isZero();
  }

  @AfterEach
  void close() {
    registry.close();
    vertx.close().await();
  }

  @Test
  void whatDoesNotMeetThePolicyIsNotSigned() {
    CliRun sign = run("sign", "--policy", policy.toString(), image);

    assertThat(sign.status()).isEqualTo(1);
    assertThat(sign.out()).isEmpty();
    assertThat(overridden()).isEmpty();
  }

  @Test
  void anOverrideIsAnEventInTheHistoryOfTheImage() {
    CliRun sign =
        run(
            "sign",
            "--policy",
            policy.toString(),
            "--override",
            "--reason",
            "the shop is on fire",
            image);

    assertThat(sign.status()).as(sign.err()).isZero();
    assertThat(sign.err()).doesNotContain("no history");
    assertThat(overridden())
        .singleElement()
        .satisfies(event ->
            assertThat(event.detail())
                .containsEntry("reason", "the shop is on fire")
                .containsEntry("policy", policy.toString())
                .containsEntry("result", "FAILED")
                .containsKey("reasons"));
  }

  /** What was judged is what is signed, also when the tag moves meanwhile. */
  @Test
  void threat04TheTagIsResolvedOnceAndWhatItNamedIsJudgedAndSigned() {
    asked.clear();

    CliRun sign =
        run(
            "sign",
            "--policy",
            policy.toString(),
            "--override",
            "--reason",
            "the shop is on fire",
            image);

    assertThat(sign.out()).startsWith("signed " + digest + ": ");
    assertThat(asked).filteredOn(path -> path.endsWith("/manifests/1.0")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "legacy", "notary"})
  void whoVerifiesIsShownTheOverrideInEachForm(String form) throws Exception {
    CliRun sign =
        run(
            "sign",
            "--format",
            form,
            "--policy",
            policy.toString(),
            "--override",
            "--reason",
            "the shop is on fire",
            image);
    assertThat(sign.status()).as(sign.err()).isZero();

    CliRun shown = run("verify", image);
    CliRun json = run("verify", "--format", "json", image);
    CliRun regular = run("verify", "--policy", released(", overridden: false").toString(), image);
    CliRun any = run("verify", "--policy", released("").toString(), image);

    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(
            shown
                .out()
                .lines()
                .filter(line -> line.contains(form + " ") && line.contains("image signature")))
        .singleElement()
        .asString()
        .contains("although its policy was not met: the shop is on fire");
    assertThat(json.out()).contains("\"policyOverridden\" : \"the shop is on fire\"");
    assertThat(regular.status()).isEqualTo(1);
    assertThat(regular.out()).contains("with its policy met");
    assertThat(any.status()).as(any.out()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "legacy", "notary"})
  void whatTheKeyHasSignedIsNotSignedAgainButByAnotherKeyOrForAnotherReason(String form) {
    CliRun first = run("sign", "--format", form, image);
    CliRun again = run("sign", "--format", form, image);
    CliRun overriding =
        run(
            "sign",
            "--format",
            form,
            "--policy",
            policy.toString(),
            "--override",
            "--reason",
            "x",
            image);
    assertThat(run("keys", "rotate", "--role", "release").status()).isZero();
    CliRun rotated = run("sign", "--format", form, image);

    assertThat(first.out()).as(first.err()).startsWith("signed " + digest);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo("signed before" + first.out().substring("signed".length()));
    assertThat(overriding.out()).as(overriding.err()).startsWith("signed " + digest);
    assertThat(rotated.out()).as(rotated.err()).startsWith("signed " + digest);
    assertThat(
            run("verify", image)
                .out()
                .lines()
                .filter(line -> line.contains(form + " ") && line.contains("image signature")))
        .hasSize(3);
  }

  private Path released(String more) throws Exception {
    return Files.writeString(
        home.resolve("rule" + more.length() + ".yaml"),
        "version: 1\nrules: [{id: released, signature: {role: release%s}}]\n".formatted(more));
  }

  @Test
  void whereThereIsNoServiceToTellThatIsSaid() {
    CliRun sign =
        CliRun.of(
            home,
            "sign",
            "--policy",
            policy.toString(),
            "--override",
            "--reason",
            "the shop is on fire",
            image);

    assertThat(sign.status()).as(sign.err()).isZero();
    assertThat(sign.err()).contains("in no history of the image").contains("is configured");
    assertThat(overridden()).isEmpty();
  }

  @Test
  void aScanIsJudgedByWhoSignedTheImage() throws Exception {
    Path released =
        Files.writeString(
            home.resolve("released.yaml"),
            "version: 1\nrules: [{id: released, signature: {role: release}}]\n");

    CliRun before = run("scan", "--quiet", "--policy", released.toString(), image);
    CliRun sign = run("sign", image);
    CliRun after = run("scan", "--quiet", "--policy", released.toString(), image);

    assertThat(before.status()).isEqualTo(1);
    assertThat(before.err()).contains("released: signed by 0 of 1");
    assertThat(sign.status()).as(sign.err()).isZero();
    assertThat(after.status()).as(after.err()).isZero();
  }

  @Test
  void aKeyThatCannotBeUsedIsCalledAsItWasGiven() throws Exception {
    Path bad = Files.writeString(home.resolve("bad.pub"), "no key");

    for (String command : List.of("verify", "sign")) {
      CliRun run = run(command, "--key", bad.toString(), image);

      assertThat(run.status()).isEqualTo(3);
      assertThat(run.err()).contains("--key: ", "bad.pub").doesNotContain("trust.");
    }
    assertThat(run("verify", "--key", home.resolve("none").toString(), image).err())
        .contains("--key: there is no file");
    assertThat(
            run(
                    "verify",
                    "--trusted-root",
                    bad.toString(),
                    "--identity",
                    "https://ci.example a",
                    image)
                .err())
        .contains("--trusted-root: ", "bad.pub");
    assertThat(run("verify", "--trusted-root", bad.toString(), image).err())
        .contains("--trusted-root: it names authorities, and nobody who may sign");
    String lists = home.resolve("nowhere").toString();
    assertThat(
            CliRun.of(home, Map.of("SIDECAR_TRUST_REVOCATION_LISTS", lists), "verify", image).err())
        .contains("trust.revocation-lists: cannot read " + lists + ": there is no such file");
    assertThat(run("verify", "--trust-directory", bad.toString(), image).err())
        .contains("--trust-directory: ");
  }

  private List<AuditEvent> overridden() {
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      return store.audit().newest(new ImageKey("registry", REPOSITORY, digest), 100).stream()
          .filter(event -> event.type() == EventType.OVERRIDDEN)
          .toList();
    }
  }

  private CliRun run(String... arguments) {
    return CliRun.of(home, Map.of("REGISTRY_URL", registry.url().toString()), arguments);
  }
}
