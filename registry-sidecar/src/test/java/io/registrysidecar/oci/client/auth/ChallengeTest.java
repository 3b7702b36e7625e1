package io.registrysidecar.oci.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "realm",
          "https://auth.test/token",
          "service",
          "svc",
          "scope",
          "repository:a/b:pull,push");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer"
            + " realm=\"https://auth.test/token\",service=\"svc\",scope=\"repository:a/b:pull,push\"",
        "bearer scope=\"repository:a/b:pull,push\", service=\"svc\","
            + " realm=\"https://auth.test/token\"",
        "BEARER  Realm = \"https://auth.test/token\" , Service = svc , Scope ="
            + " \"repository:a/b:pull,push\"",
        "Bearer realm=https://auth.test/token,service=svc,scope=\"repository:a/b:pull,push\"",
        "Bearer"
            + " realm=\"https://auth.test/\\token\",service=\"svc\",scope=\"repository:a/b:pull,push\"",
        ", ,Bearer"
            + " realm=\"https://auth.test/token\",,service=\"svc\",scope=\"repository:a/b:pull,push\",",
      })
  void parametersAreReadInAnyOrderAndCase(String header) {
    assertThat(Challenge.parse(List.of(header)))
        .containsExactly(new Challenge("bearer", PARAMETERS));
  }

  @Test
  void severalChallengesStandInOneHeaderOrInSeveral() {
    assertThat(
            Challenge.parse(
                List.of("Negotiate, Basic realm=\"a, b=c\", Bearer realm=x", "Digest nonce=\"n\"")))
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "basic", "bearer", "digest");
  }

  @Test
  void aCommaInQuotesSeparatesNothing() {
    assertThat(Challenge.parse(List.of("Basic realm=\"a, b=c\"")).getFirst().parameter("realm"))
        .hasValue("a, b=c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "=",
        "\"",
        "Bearer realm=\"unfinished",
        "Bearer realm",
        "@@@",
        "Bearer realm="
      })
  void nonsenseIsNotAnEndlessLoop(String header) {
    assertThat(Challenge.parse(List.of(header))).hasSizeLessThan(3);
  }
}
