package io.registrysidecar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

  static final List<String> RECORDS =
      List.of(
          "buildkit-v1-min",
          "buildkit-v1-max",
          "buildkit-v02-min",
          "buildkit-v02-max",
          "github-v1",
          "github-v1-dsse",
          "github-v1-bundle",
          "tekton-v1",
          "tekton-v02");

  private static final String COMMIT = "4b220de5058abfd01ff619c9d2ff6b09a049bea0";
  private static final String ALPINE =
      "sha256:13b7e62e8df80264dbb747995705a986aa530415763a6c58f84a3ca8af9a5bcd";

  @ParameterizedTest
  @FieldSource("RECORDS")
  void aRecordIsAboutItsImageAndUnderstood(String name) throws Exception {
    Statement statement = Records.statement(name);

    assertThat(statement.isAbout(Digest.parse("sha256:" + Records.SUBJECT))).isTrue();
    assertThat(Provenance.of(statement)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github-v1-dsse", "github-v1-bundle"})
  void anEnvelopeSaysThatItIsSigned(String name) {
    assertThat(Records.statement(name).signed()).isTrue();
    assertThat(Records.provenance(name)).isEqualTo(Records.provenance("github-v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"buildkit-v1-max", "buildkit-v02-max"})
  void bothVersionsOfBuildKitSayTheSame(String name) {
    Provenance build = Records.provenance(name);

    assertThat(build.builder()).isEqualTo("https://github.com/acme/app/actions/runs/3709599520");
    assertThat(build.source())
        .isEqualTo(
            new SourceRef("https://github.com/acme/app.git", "refs/tags/v1.0", COMMIT, null));
    assertThat(build.sourceProven()).isTrue();
    assertThat(build.definition()).isEqualTo("build/Dockerfile");
    assertThat(build.invocation()).isEqualTo("rpv7a389uzil5lqmrgwhijwjz");
    assertThat(build.platform()).isEqualTo("linux/amd64");
    assertThat(build.startedOn()).isEqualTo(Instant.parse("2026-05-01T15:00:00Z"));
    assertThat(build.finishedOn()).isEqualTo(Instant.parse("2026-05-01T15:01:00.5Z"));
    assertThat(build.inputs()).hasSize(4).allMatch(input -> input.digest() != null);
    assertThat(build.request()).isNotNull();
    assertThat(build.request().secrets()).containsExactly("NPM_TOKEN");
    assertThat(build.detail()).isEqualTo(new Provenance.Detail(true, true, true, false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"buildkit-v1-max", "buildkit-v02-max"})
  void theStepsLeadToTheBaseOfTheLastStage(String name) {
    assertThat(Records.provenance(name).bases())
        .containsExactly(new Resource("pkg:docker/alpine@3.19?platform=linux%2Famd64", ALPINE));
  }

  @Test
  void withoutStepsTheOnlyImageIsTheBase() {
    assertThat(Records.provenance("buildkit-v1-min").bases())
        .extracting(Resource::uri)
        .containsExactly("pkg:docker/alpine@latest?platform=linux%2Famd64");
  }

  @Test
  void withoutStepsItIsOneOfSeveralImages() {
    Provenance build = Records.provenance("buildkit-v02-min");

    assertThat(build.isBaseKnown()).isFalse();
    assertThat(build.bases())
        .extracting(Resource::uri)
        .containsExactly(
            "pkg:docker/golang@1.22-alpine?platform=linux%2Famd64",
            "pkg:docker/alpine@3.19?platform=linux%2Famd64");
  }

  @Test
  void whatTheClientSaidOfALocalCheckoutIsNotProvenAndHasNoPassword() {
    Provenance build = Records.provenance("buildkit-v02-min");

    assertThat(build.source())
        .isEqualTo(new SourceRef("https://github.com/acme/app.git", null, COMMIT, null));
    assertThat(build.sourceProven()).isFalse();
  }

  @Test
  void aWorkflowHasItsRepositoryAndTheCommitOfItsCheckout() {
    Provenance build = Records.provenance("github-v1");

    assertThat(build.source())
        .isEqualTo(new SourceRef("https://github.com/acme/app", "refs/tags/v1.0", COMMIT, null));
    assertThat(build.definition()).isEqualTo(".github/workflows/release.yml");
    assertThat(build.invocation()).endsWith("/actions/runs/42/attempts/1");
    assertThat(build.bases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tekton-v1", "tekton-v02"})
  void tektonHasTheCheckoutAmongItsInputsOrParameters(String name) {
    Provenance build = Records.provenance(name);

    assertThat(build.builder()).isEqualTo("https://tekton.dev/chains/v2");
    assertThat(build.source())
        .isEqualTo(new SourceRef("https://github.com/acme/app.git", null, COMMIT, null));
    assertThat(build.bases()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNoStatementIsRefused(Path file) {
    assertThatThrownBy(() -> Statement.read(Records.read(file)))
        .as(file.toString())
        .isInstanceOf(MalformedStatement.class)
        .hasMessageStartingWith("it");
  }

  static List<Path> hostile() {
    return Records.corpus("hostile");
  }

  @ParameterizedTest
  @MethodSource("odd")
  void whatIsOddInARecordSaysNothing(Path file) throws Exception {
    Provenance build = Provenance.of(Statement.read(Records.read(file))).orElseThrow();

    Rebuild rebuild = Rebuild.of(build, "linux/amd64");
    assertThat(String.valueOf(rebuild.command()))
        .doesNotContain("ext::", "ssh://-", "\u001b", "\0");
    assertThat(build.bases()).allMatch(base -> !base.uri().isBlank());
  }

  static List<Path> odd() {
    return Records.corpus("odd");
  }

  @Test
  void stepsThatLeadNowhereLeaveTheBaseOpen() throws Exception {
    for (String name : List.of("steps-in-a-circle", "step-that-is-not-there")) {
      Path file = Path.of("src/test/resources/audit/odd", name, "statement.json");
      Provenance build = Provenance.of(Statement.read(Records.read(file))).orElseThrow();

      assertThat(build.bases()).as(name).hasSize(2);
    }
  }
}
