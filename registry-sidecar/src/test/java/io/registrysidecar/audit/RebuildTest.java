package io.registrysidecar.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebuildTest {

  @Test
  void aRecordWithAllOptionsIsACommandWithPinnedSources() {
    Rebuild rebuild = Rebuild.of(Records.provenance("buildkit-v1-max"), "linux/arm64");

    assertThat(rebuild.command())
        .isEqualTo(
            "docker buildx build --file build/Dockerfile --platform linux/arm64 --target release"
                + " --build-arg 'MESSAGE=it'\\''s $HOME \"quoted\"' --build-arg VERSION=1.0 --label"
                + " org.opencontainers.image.title=app --secret id=NPM_TOKEN --ssh default"
                + " 'https://github.com/acme/app.git#4b220de5058abfd01ff619c9d2ff6b09a049bea0'");
    assertThat(rebuild.notReproducible())
        .containsExactly(
            "The value of the secret NPM_TOKEN is in no record.",
            "The keys of the SSH agent default are in no record.",
            "Steps had network, so what they fetched may have changed since.");
  }

  @Test
  void bothVersionsGiveTheSameCommand() {
    assertThat(Rebuild.of(Records.provenance("buildkit-v02-max"), "linux/amd64"))
        .isEqualTo(Rebuild.of(Records.provenance("buildkit-v1-max"), "linux/amd64"));
  }

  @Test
  void aLocalContextIsSaidToBeMissing() {
    Rebuild rebuild = Rebuild.of(Records.provenance("buildkit-v1-min"), null);

    assertThat(rebuild.command())
        .isEqualTo("docker buildx build --file Dockerfile --platform linux/amd64 .");
    assertThat(rebuild.notReproducible())
        .anyMatch(why -> why.startsWith("The context was a directory on the machine that built"))
        .anyMatch(why -> why.contains("mode=min"));
  }

  @Test
  void aCheckoutThatNobodyProvedIsUsedAndSaidToBeUnproven() {
    Rebuild rebuild = Rebuild.of(Records.provenance("buildkit-v02-min"), null);

    assertThat(rebuild.command())
        .endsWith(" 'https://github.com/acme/app.git#4b220de5058abfd01ff619c9d2ff6b09a049bea0'");
    assertThat(rebuild.notReproducible()).anyMatch(why -> why.contains("is what its owner said"));
  }

  @Test
  void ofOtherBuildersTheSourcesCanBeHad() {
    Rebuild rebuild = Rebuild.of(Records.provenance("github-v1"), null);

    assertThat(rebuild.command())
        .isEqualTo(
            "git clone https://github.com/acme/app source && git -C source checkout --detach"
                + " 4b220de5058abfd01ff619c9d2ff6b09a049bea0");
    assertThat(rebuild.notReproducible())
        .singleElement()
        .asString()
        .contains(".github/workflows/release.yml");
  }

  @Test
  void optionsWithoutAFlagAndContextsThatWereLocalAreNamed() {
    BuildRequest request =
        new BuildRequest(
            "dockerfile.v0",
            Map.of("context:lib", "local:lib", "add-hosts", "a=1,b=2", "x", "y", "no-cache", ""),
            List.of(),
            List.of(),
            List.of(),
            3);
    Rebuild rebuild = Rebuild.of(with(request), null);

    assertThat(rebuild.command())
        .isEqualTo("docker buildx build --add-host a=1 --add-host b=2 --no-cache .");
    assertThat(rebuild.notReproducible())
        .contains(
            "The additional context lib was not part of the record.",
            "The frontend's option x has no flag of docker buildx.",
            "3 options were too many or too long to be taken over.");
  }

  private static Provenance with(BuildRequest request) {
    return new Provenance(
        null,
        null,
        null,
        true,
        null,
        null,
        null,
        request,
        null,
        null,
        List.of(),
        List.of(),
        new Provenance.Detail(false, true, true, true, null));
  }
}
