package io.registrysidecar.inventory.os;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.FileEvidence;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsReleaseDetectorTest {

  @Test
  void theReleaseOfDebianIsRead() {
    String content = new String(resource("/inventory/os/debian-12.os-release"), UTF_8);

    assertThat(named("etc/os-release", content))
        .isEqualTo(
            new Distribution(
                "debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of()));
    assertThat(named("usr/lib/os-release", content)).isNotNull();
  }

  @Test
  void testingHasACodeNameInItsPrettyNameOnly() {
    assertThat(
            named(
                "etc/os-release",
                """
                PRETTY_NAME="Debian GNU/Linux trixie/sid"
                NAME="Debian GNU/Linux"
                ID=debian
                """))
        .isEqualTo(
            new Distribution("debian", null, "trixie", "Debian GNU/Linux trixie/sid", List.of()));
  }

  @Test
  void valuesAreReadAsAShellWould() {
    assertThat(
            named(
                "etc/os-release",
                """
                # a comment
                ID='Wolfi'
                ID_LIKE="alpine  chainguard"
                VERSION_ID=20230201
                PRETTY_NAME="costs \\$5 \\"now\\""
                VERSION_CODENAME=
                """))
        .isEqualTo(
            new Distribution(
                "wolfi", "20230201", null, "costs $5 \"now\"", List.of("alpine", "chainguard")));
  }

  @Test
  void withoutAnIdItIsBroken() {
    Evidence evidence =
        Evidence.of(new OsReleaseDetector(), file("etc/os-release", "NAME=Nothing\n"));

    assertThat(evidence.notes())
        .extracting("message")
        .containsExactly("the os-release evidence is broken: it has no ID");
  }

  @Test
  void theReleaseOfAlpineIsANumber() {
    assertThat(named("etc/alpine-release", "3.20.3\n"))
        .isEqualTo(new Distribution("alpine", "3.20.3", null, "Alpine Linux 3.20.3", List.of()));
  }

  @Test
  void theVersionOfDebianIsANumberOrACodeName() {
    assertThat(named("etc/debian_version", "12.5\n"))
        .isEqualTo(new Distribution("debian", "12.5", null, "Debian GNU/Linux 12.5", List.of()));
    assertThat(named("etc/debian_version", "forky/sid\n"))
        .isEqualTo(
            new Distribution("debian", null, "forky", "Debian GNU/Linux forky/sid", List.of()));
  }

  @Test
  void theRepositoriesOfAlpineTellTheBranch() {
    assertThat(
            named(
                "etc/apk/repositories",
                """
                https://mirror.example/alpine/v3.20/main
                https://mirror.example/alpine/v3.20/community
                #https://mirror.example/alpine/edge/testing
                """))
        .extracting(Distribution::versionId)
        .isEqualTo("3.20");
    assertThat(named("etc/apk/repositories", "/media/cdrom/edge/main\n"))
        .extracting(Distribution::versionId)
        .isEqualTo("edge");
  }

  @Test
  void repositoriesOfSeveralBranchesAreToldOff() {
    Evidence evidence =
        Evidence.of(
            new OsReleaseDetector(),
            file(
                "etc/apk/repositories",
                """
                https://mirror.example/alpine/v3.20/main
                @edge https://mirror.example/alpine/edge/testing
                """));

    assertThat(evidence.files())
        .extracting(FileEvidence::distribution)
        .extracting(Distribution::versionId)
        .containsExactly("3.20");
    assertThat(evidence.codes()).containsExactly("os-mixed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"etc/alpine-release", "etc/debian_version", "etc/apk/repositories"})
  void anEmptyFileTellsNothing(String path) {
    Evidence evidence = Evidence.of(new OsReleaseDetector(), file(path, ""));

    assertThat(evidence.files()).isEmpty();
  }

  private static @Nullable Distribution named(String path, String content) {
    Evidence evidence = Evidence.of(new OsReleaseDetector(), file(path, content));
    assertThat(evidence.notes()).isEmpty();
    return evidence.files().getFirst().distribution();
  }
}
