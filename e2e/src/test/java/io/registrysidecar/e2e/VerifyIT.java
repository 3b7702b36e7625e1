package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Images that others signed are verified by {@code verify}, and those that {@code sign} signed by
 * others. Nothing that is forged, copied or expired passes.
 */
class VerifyIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String NOTARY = "application/vnd.cncf.notary.signature";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void whatCosignAndNotationSignedIsTrustedByTheirKeysAndNoOthers(RegistryKind kind)
      throws Exception {
    try (Registry registry = kind.start(folder)) {
      String image = push(registry, "app");
      Release release = Release.named(folder, "release");
      Release other = Release.named(folder, "other");
      release.certify("-1d", 30);
      release.cosign(image, "sign", "--new-bundle-format=false");
      release.cosign(image, "sign");
      release.notation(image).ok();
      release.notation(image, "-cose").ok();
      Path facts = Files.writeString(folder.resolve("facts.json"), "{\"tested\":true}");
      other.cosign(image, "attest", "--type", "custom", "--predicate", facts.toString());
      other.cosign(
          image,
          "attest",
          "--type",
          "custom",
          "--predicate",
          facts.toString(),
          "--new-bundle-format=false");

      Command.Result verified =
          sidecar(
              "verify",
              "--key",
              release.publicKey(),
              "--trust-directory",
              release.notationDirectory().toString(),
              image);
      assertThat(verified.ok().out())
          .contains(
              "trusted    bundle              image signature by key release, trusted for release")
          .contains("trusted    legacy              image signature by key release")
          .contains("signed by somebody who is trusted for releases");
      assertThat(verified.out().lines())
          .filteredOn(line -> line.contains("trusted    notary"))
          .hasSize(2)
          .allMatch(line -> line.contains("CN=release,O=Example,ST=Berlin,C=DE"));
      assertThat(verified.out().lines())
          .filteredOn(line -> line.contains("untrusted"))
          .hasSize(2)
          .allMatch(line -> line.contains("https://cosign.sigstore.dev/attestation/v1 by "));

      // The other key is good for what it attested, and that is no signature of the image.
      Command.Result others = sidecar("verify", "--key", other.publicKey(), image);
      assertThat(others.status()).isEqualTo(1);
      assertThat(others.out())
          .contains("trusted    legacy-attestation  https://cosign.sigstore.dev/attestation/v1")
          .contains("untrusted  bundle              image signature")
          .contains("no signature of the image by anybody who is trusted for releases");

      assertThat(results(sidecar("verify", "--format", "json", "--key", other.publicKey(), image)))
          .isEqualTo(
              Map.of(
                  "bundle image", "untrusted",
                  "bundle https://cosign.sigstore.dev/attestation/v1", "trusted",
                  "legacy image", "untrusted",
                  "legacy-attestation https://cosign.sigstore.dev/attestation/v1", "trusted",
                  "notary image", "untrusted"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void theAuditTrailTellsOfEverySignatureHowFarItCanBeReliedOn(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      String image = push(registry, "app");
      Release release = Release.named(folder, "release");
      Release other = Release.named(folder, "other");
      release.cosign(image, "sign", "--new-bundle-format=false");
      other.cosign(image, "sign", "--new-bundle-format=false");
      other.cosign(image, "sign");

      JsonNode trail =
          JSON.readTree(
                  Command.run(
                          Map.of(
                              "SIDECAR_STATE",
                              folder.resolve("state").toString(),
                              "SIDECAR_TRUST_RELEASE_KEYS",
                              release.publicKey()),
                          List.of(
                              Project.launcher(),
                              "scan",
                              "--format",
                              "json",
                              "--db",
                              database(),
                              image))
                      .ok()
                      .out())
              .path("audit");
      assertThat(trail.path("signatures"))
          .extracting(
              found -> found.path("kind").asText(),
              found -> found.path("result").asText(),
              found -> found.path("trust").asText(),
              found -> found.path("signer").asText())
          .containsExactlyInAnyOrder(
              tuple("cosign-sig", "ok", "verified", "key release"),
              tuple("cosign-sig", "untrusted", "claimed-signed", ""),
              tuple("cosign-bundle", "untrusted", "claimed-signed", ""));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void whatWeSignedCosignAndNotationTrust(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String index =
          registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:1.0");

      Command.Result signed =
          sidecar("sign", "--recursive", "--format", "bundle,legacy,notary", index).ok();
      assertThat(signed.out().lines()).hasSize(4 * 3);

      Path key = folder.resolve("ours.pub");
      Files.writeString(key, sidecar("keys", "public", "--role", "release").ok().out());
      notationTrusts(folder.resolve("notation"));
      for (String object : List.of(layout.digest(), layout.children().getLast())) {
        String image = registry.host() + "/team/app@" + object;
        for (String form : List.of("true", "false")) {
          cosign(
                  "verify",
                  "--key",
                  key.toString(),
                  "--insecure-ignore-tlog=true",
                  "--new-bundle-format=" + form,
                  image)
              .ok();
        }
        Command.run(
                Project.tool("notation"),
                "-config",
                folder.resolve("notation").toString(),
                "-plain-http",
                image)
            .ok();
        assertThat(sidecar("verify", image).ok().out()).contains("signed by somebody");
      }
    }
  }

  @Test
  void aKeyOfCosignSignsWithItsPasswordAndTheKeyOfScanResultsNever() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_2.start(folder)) {
      String image = push(registry, "app");
      Release release = Release.named(folder, "release");

      Command.Result wrong =
          sidecar(Map.of("COSIGN_PASSWORD", "guess"), sign(release.key(), image));
      assertThat(wrong.status()).isEqualTo(3);
      assertThat(wrong.err())
          .contains(release.key())
          .contains("password")
          .doesNotContain("guess", "\tat ");
      Command.Result none = sidecar(Map.of(), sign(release.key(), image));
      assertThat(none.status()).isEqualTo(3);
      assertThat(none.err()).contains("COSIGN_PASSWORD");
      assertThat(sidecar("verify", "--key", release.publicKey(), image).status()).isEqualTo(1);

      sidecar(Map.of("COSIGN_PASSWORD", "secret"), sign(release.key(), image)).ok();
      cosign("verify", "--key", release.publicKey(), "--insecure-ignore-tlog=true", image).ok();
      sidecar("verify", "--key", release.publicKey(), image).ok();

      sidecar("keys", "generate").ok();
      try (var keys = Files.list(folder.resolve("state/keys"))) {
        Path own =
            keys.filter(file -> file.toString().matches(".*/attestation-[0-9a-f]+\\.key"))
                .findFirst()
                .orElseThrow();
        Command.Result refused = sidecar(Map.of(), sign(own.toString(), image));
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("must not say that images may run");
      }
      Path attestation =
          Files.writeString(
              folder.resolve("attestation.pub"), sidecar("keys", "public").ok().out());
      Command.Result mixed = sidecar("verify", "--key", attestation.toString(), image);
      assertThat(mixed.status()).isEqualTo(3);
      assertThat(mixed.err()).contains("our key for scan results");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void ofAnIndexThePolicyIsAboutEveryPlatform(RegistryKind kind) throws Exception {
    Path strict = policy("strict", "{id: none, vulnerabilities: {severity: low}}");
    Path lenient =
        policy("lenient", "{id: small, packages: {forbid: [{purl: \"pkg:npm/event-stream\"}]}}");
    try (Registry registry = kind.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String index =
          registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:1.0");
      sidecar("scan", "--quiet", "--attach", "--db", database(), index).ok();

      Command.Result refused = sidecar("sign", "--recursive", "--policy", strict.toString(), index);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("linux/amd64").contains("linux/arm64");
      assertThat(sidecar("verify", index).status()).isEqualTo(1);

      sidecar("sign", "--recursive", "--policy", lenient.toString(), index).ok();
      assertThat(sidecar("verify", "--policy", lenient.toString(), index).ok().out())
          .contains("signed by somebody who is trusted for releases");

      // A platform without a report of its own is not covered by what the index says.
      String missing = layout.children().getLast();
      for (JsonNode referrer : registry.referrers("team/app", missing)) {
        if (referrer.path("artifactType").asText().equals(Published.REPORT)) {
          registry.delete("team/app", referrer.path("digest").asText());
        }
      }
      Command.Result unknown = sidecar("verify", "--policy", lenient.toString(), index);
      assertThat(unknown.status()).isEqualTo(3);
      assertThat(unknown.err()).contains(missing).contains("no report of it is signed");
    }
  }

  @Test
  void aSignatureOfTheIndexCountsForAnImageThatItLists() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_2.start(folder)) {
      var layout =
          LayoutBuilder.debian12("openssl=3.0.9-1")
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));
      String repository = registry.host() + "/team/app";
      registry.pushWithSkopeo(layout, "team/app:1.0");
      String child = repository + "@" + layout.children().getFirst();
      String stranger = push(registry, "app");
      sidecar("sign", repository + "@" + layout.digest()).ok();

      assertThat(sidecar("verify", child).status()).isEqualTo(1);
      assertThat(sidecar("verify", "--index", layout.digest(), child).ok().out())
          .contains("on index " + layout.digest());
      Command.Result lie = sidecar("verify", "--index", layout.digest(), stranger);
      assertThat(lie.status()).isEqualTo(1);
      assertThat(lie.out()).contains("is no index that lists");

      // And the signature of one platform says nothing of the index.
      String alone = repository + "@" + layout.children().getLast();
      var other =
          LayoutBuilder.debian12("curl=7.88.1-10")
              .writeIndex(folder.resolve("other"), List.of("amd64", "arm64"));
      registry.pushWithSkopeo(other, "team/app:2.0");
      sidecar("sign", repository + "@" + other.children().getFirst()).ok();
      Command.Result whole = sidecar("verify", repository + ":2.0");
      assertThat(whole.status()).as(alone).isEqualTo(1);
      assertThat(whole.out()).contains("about this object alone");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void anImageThatDoesNotMeetThePolicyIsSignedOnlyForAReason(RegistryKind kind) throws Exception {
    Path strict = policy("strict", "{id: none, vulnerabilities: {severity: low}}");
    Path released = policy("released", "{id: released, signature: {role: release}}");
    try (Registry registry = kind.start(folder)) {
      String image = push(registry, "app");
      Command.Result unknown = sidecar("sign", "--policy", strict.toString(), image);
      assertThat(unknown.status()).isEqualTo(3);
      assertThat(unknown.err()).contains("no report of it is signed").contains("--attach");

      sidecar("scan", "--quiet", "--attach", "--db", database(), image).ok();
      Command.Result refused = sidecar("sign", "--policy", strict.toString(), image);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("CVE-").contains("not signed");
      assertThat(sidecar("sign", "--policy", strict.toString(), "--override", image).status())
          .isEqualTo(2);
      assertThat(sidecar("verify", image).status()).isEqualTo(1);

      String reason = "the ship sails today";
      sidecar(
              "sign",
              "--policy",
              strict.toString(),
              "--override",
              "--reason",
              reason,
              "--format",
              "bundle,legacy,notary",
              image)
          .ok();
      assertThat(sidecar("verify", image).ok().out().lines())
          .filteredOn(line -> line.contains("although its policy was not met: " + reason))
          .hasSize(3);
      Command.Result judged = sidecar("verify", "--policy", strict.toString(), image);
      assertThat(judged.status()).isEqualTo(1);
      assertThat(judged.out()).contains("FAILED").contains("signed by somebody");
      assertThat(sidecar("verify", "--policy", released.toString(), image).ok().out())
          .contains("WARNED")
          .contains("advisory-database-sample");
      JsonNode json =
          JSON.readTree(
              sidecar("verify", "--format", "json", "--policy", strict.toString(), image).out());
      assertThat(json.path("released").asBoolean()).isTrue();
      assertThat(json.at("/policy/result").asText()).isEqualTo("FAILED");
      assertThat(json.at("/policy/reasons")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void nothingThatIsForgedOrCopiedPasses(RegistryKind kind) throws Exception {
    Path lenient = policy("lenient", "{id: grave, vulnerabilities: {severity: critical}}");
    try (Registry registry = kind.start(folder)) {
      String image = push(registry, "app");
      String victim = push(registry, "victim");
      Release release = Release.named(folder, "release");
      release.cosign(image, "sign");
      release.cosign(image, "sign", "--new-bundle-format=false");
      sidecar("scan", "--quiet", "--attach", "--db", database(), image).ok();

      // Everything of the one image is put at the other, by somebody who may push there.
      for (JsonNode referrer : registry.referrers("team/app", digestOf(image))) {
        Path content = folder.resolve("copy");
        Files.write(content, JSON.writeValueAsBytes(registry.content("team/app", referrer)));
        String type = referrer.path("artifactType").asText();
        if (!type.equals(BUNDLE)) {
          attach(registry, victim, type, type, content);
        }
      }
      Path bundle = folder.resolve("bundle.json");
      Files.write(bundle, bundleOf(registry, image));
      attach(registry, victim, BUNDLE, BUNDLE, bundle);
      Path garbage = Files.writeString(folder.resolve("garbage"), "{\"mediaType\":[[[[");
      attach(registry, victim, BUNDLE, BUNDLE, garbage);
      attach(registry, victim, NOTARY, "application/jose+json", garbage);
      attach(registry, victim, NOTARY, "application/cose", garbage);
      attach(registry, victim, NOTARY, "text/plain", garbage);
      Command.run(
              Project.tool("crane"),
              "copy",
              "--insecure",
              image.replace('@', ':').replace(":sha256:", ":sha256-") + ".sig",
              victim.replace('@', ':').replace(":sha256:", ":sha256-") + ".sig")
          .ok();

      Command.Result verified = sidecar("verify", "--key", release.publicKey(), victim);
      assertThat(verified.status()).isEqualTo(1);
      assertThat(verified.out().lines())
          .as(verified.out())
          .noneMatch(line -> line.startsWith("  trusted"))
          .filteredOn(line -> line.contains("it is about " + digestOf(image) + ", not about "))
          .hasSize(2);
      Command.Result judged = sidecar("verify", "--policy", lenient.toString(), victim);
      assertThat(judged.status()).isEqualTo(3);
      assertThat(judged.err()).contains("no report of it is signed");

      // What is good beside it is still seen.
      release.cosign(victim, "sign");
      sidecar("verify", "--key", release.publicKey(), victim).ok();
    }
  }

  @Test
  void whatHasExpiredIsTrustedNoMore() throws Exception {
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      Release release = Release.named(folder, "release");
      release.certify("-1d", 30);
      String trust = release.notationDirectory().toString();
      String image = push(registry, "app");
      release.notation(image, "-expires", "3s").ok();
      Awaitility.await("the signature expires")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            Command.Result late = sidecar("verify", "--trust-directory", trust, image);
            assertThat(late.status()).isEqualTo(1);
            assertThat(late.out()).contains("expired");
          });

      // A certificate that ends within seconds.
      String brief = push(registry, "brief");
      Awaitility.await("a signature by a certificate that has still time")
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            release.certify("-86395S", 1);
            return release.notation(brief).status() == 0;
          });
      Awaitility.await("the certificate expires")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            Command.Result late = sidecar("verify", "--trust-directory", trust, brief);
            assertThat(late.status()).isEqualTo(1);
            assertThat(late.out()).contains("untrusted").contains("CN=release");
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateIsTrustedByItsIdentityWithoutAnyNetwork(RegistryKind kind) throws Exception {
    Path fixture = Project.root().resolve("e2e/src/test/resources/keyless");
    String root = fixture.resolve("trusted_root.json").toString();
    try (Registry registry = kind.start(folder)) {
      var layout = LayoutBuilder.of(folder.resolve("keyless"), fixture);
      String image =
          registry.host() + "/team/keyless@" + registry.pushWithSkopeo(layout, "team/keyless:1.0");
      attach(registry, image, BUNDLE, BUNDLE, fixture.resolve("bundle.json"));
      String issuer = "https://ci.example ";

      assertThat(
              sidecar(
                      "verify",
                      "--trusted-root",
                      root,
                      "--identity",
                      issuer + "~https://ci\\.example/team/app/.*",
                      image)
                  .ok()
                  .out())
          .contains("by https://ci.example/team/app/build.yml@main (https://ci.example)");

      for (String wrong : List.of(issuer + "https://ci.example/team/other", "https://ci ~.*")) {
        Command.Result refused =
            sidecar("verify", "--trusted-root", root, "--identity", wrong, image);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out())
            .contains("by https://ci.example/team/app/build.yml@main (https://ci.example): ")
            .contains("does not trust this identity");
      }
      assertThat(sidecar("verify", image).status()).isEqualTo(1);
      assertThat(sidecar("verify", "--identity", issuer + "~.*", image).err())
          .contains("--trusted-root");
      assertThat(
              sidecar("verify", "--trusted-root", root, "--identity", "~https://( ~.*", image)
                  .err())
          .contains("not a regular expression");
    }
  }

  @Test
  void whatCannotBeAskedIsSaidInOneLine() throws Exception {
    String nobody = "127.0.0.1:" + Project.freePort() + "/team/app:1.0";
    for (String command : List.of("verify", "sign")) {
      Command.Result unreachable = sidecar(command, nobody);
      assertThat(unreachable.status()).isEqualTo(3);
      assertThat(unreachable.err().lines())
          .filteredOn(line -> line.startsWith("registry-sidecar:"))
          .singleElement()
          .asString()
          .contains(nobody.substring(0, nobody.indexOf('/')))
          .contains("cannot be reached");
    }
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      assertThat(sidecar("verify", registry.host() + "/team/none:1").err())
          .contains("no such image");
      String image = push(registry, "app");
      assertThat(sidecar("verify", image).status()).isEqualTo(1);
      assertThat(sidecar("verify", image).out()).contains("nothing is signed");
      assertThat(sidecar("verify", "--key", folder.resolve("none.pub").toString(), image).status())
          .isEqualTo(3);
      Path broken = policy("broken", "{id: x, nonsense: {}}");
      Command.Result refused = sidecar("verify", "--policy", broken.toString(), image);
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("broken.yaml:4:").contains("nonsense");
    }
  }

  private String push(Registry registry, String name) throws Exception {
    var layout =
        LayoutBuilder.debian12("openssl=3.0.9-1")
            .label("name", name)
            .write(Files.createTempDirectory(folder, name));
    return registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:" + name);
  }

  private static String digestOf(String image) {
    return image.substring(image.indexOf('@') + 1);
  }

  /** The bundle that signs the image itself. */
  private static byte[] bundleOf(Registry registry, String image) throws Exception {
    for (JsonNode referrer : registry.referrers("team/app", digestOf(image))) {
      if (referrer.path("artifactType").asText().equals(BUNDLE)) {
        JsonNode bundle = registry.content("team/app", referrer);
        byte[] payload = bundle.at("/dsseEnvelope/payload").binaryValue();
        if (JSON.readTree(payload).path("predicateType").asText().contains("cosign/sign")) {
          return JSON.writeValueAsBytes(bundle);
        }
      }
    }
    throw new AssertionError("no bundle of " + image);
  }

  private static void attach(
      Registry registry, String image, String artifactType, String mediaType, Path file)
      throws Exception {
    Command.run(
            Project.tool("regctl"),
            "--host",
            "reg=" + registry.host() + ",tls=disabled",
            "artifact",
            "put",
            "--artifact-type",
            artifactType,
            "--subject",
            image,
            "--file-media-type",
            mediaType,
            "--file",
            file.toString())
        .ok();
  }

  private Path policy(String name, String rule) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "version: 1\nname: %s\nrules:\n  - %s\n".formatted(name, rule));
  }

  /** Form and statement of each signature, and what came of it. */
  private static Map<String, String> results(Command.Result verified) throws Exception {
    Map<String, String> results = new TreeMap<>();
    for (JsonNode each : JSON.readTree(verified.out()).path("signatures")) {
      String says = each.path("statement").asText();
      results.put(
          each.path("form").asText() + " " + (says.isEmpty() ? "image" : says),
          each.path("result").asText());
    }
    return results;
  }

  private void notationTrusts(Path directory) throws Exception {
    String policy =
        sidecar("keys", "public", "--role", "release", "--format", "trust-policy").ok().out();
    String store =
        JSON.readTree(policy).at("/trustPolicies/0/trustStores/0").asText().replace("ca:", "");
    Path trusted = directory.resolve("truststore/x509/ca").resolve(store);
    Files.createDirectories(trusted);
    Files.writeString(directory.resolve("trustpolicy.json"), policy);
    try (var keys = Files.list(folder.resolve("state/keys"))) {
      Path root =
          keys.filter(file -> file.toString().matches(".*/release-root-[0-9a-f]+\\.pem"))
              .findFirst()
              .orElseThrow();
      Files.copy(root, trusted.resolve("root.pem"));
    }
  }

  private static String database() throws Exception {
    return SidecarProcess.database().toString();
  }

  private static Command.Result cosign(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(Project.tool("cosign")));
    all.addAll(List.of(words));
    return Command.run(Map.of(), all);
  }

  private static String[] sign(String key, String image) {
    return new String[] {"sign", "--key", key, image};
  }

  private Command.Result sidecar(String... words) throws Exception {
    return sidecar(Map.of(), words);
  }

  private Command.Result sidecar(Map<String, String> more, String... words) throws Exception {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("SIDECAR_STATE", folder.resolve("state").toString());
    List<String> all = new ArrayList<>(List.of(Project.launcher()));
    all.addAll(List.of(words));
    return Command.run(environment, all);
  }
}
