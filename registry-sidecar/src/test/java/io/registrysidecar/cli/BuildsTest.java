package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class BuildsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String CLAIM =
      """
      {"trust": "claimed", "source": {"kind": "attestation", "digest": "sha256:aa"},
       "builder": "https://builder.example", "repository": "https://git.example/app", "commit": "c0ffee",
       "base": [{"uri": "pkg:docker/alpine@3.20", "digest": "sha256:bb"}],
       "rebuild": "docker buildx build 'https://git.example/app#c0ffee'",
       "notReproducible": ["The network was used."]}
      """;

  @Test
  void howToBuildAgainStandsBesideWhoSaysSo() throws Exception {
    assertThat(text("[" + CLAIM + "]", "[]"))
        .isEqualTo(
            """
            How it was built
              claimed by attestation sha256:aa
                builder     https://builder.example
                repository  https://git.example/app
                commit      c0ffee
                base        pkg:docker/alpine@3.20 sha256:bb
                build again docker buildx build 'https://git.example/app#c0ffee'
                not in the record: The network was used.
            """);
  }

  @Test
  void claimsThatContradictEachOtherAreAllShown() throws Exception {
    String other =
        CLAIM
            .replace("claimed", "verified")
            .replace("\"sha256:aa\"", "\"sha256:dd\", \"signer\": \"ci\"");

    assertThat(text("[" + CLAIM + "," + other + "]", "[\"two commits\"]"))
        .contains("  claimed by attestation sha256:aa\n")
        .contains("  verified by attestation sha256:dd, signed by ci\n")
        .endsWith("  CONFLICT: two commits\n");
  }

  @Test
  void nothingOfWhatOthersSayMovesTheCursor() throws Exception {
    assertThat(text("[" + CLAIM.replace("c0ffee\",", "c0\\u001b[2Jffee\",") + "]", "[]"))
        .contains("commit      c0\ufffd[2Jffee");
  }

  @Test
  void thatNobodySaysHowIsSaid() throws Exception {
    assertThat(text("[]", "[]")).isEqualTo("Nobody says how it was built.\n");
  }

  private static String text(String built, String conflicts) throws Exception {
    return Builds.of(
            (ObjectNode)
                JSON.readTree("{\"built\": " + built + ", \"conflicts\": " + conflicts + "}"))
        .text();
  }
}
