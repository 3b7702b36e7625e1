package io.registrysidecar.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCredentialTest {

  private final SourceCredential secret = SourceCredential.secret("s3cret");

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret", "bearer  s3cret", "s3cret", " s3cret "})
  void theSecretIsShownAsATokenOrAlone(String header) {
    assertThat(secret.accepts(header)).isTrue();
  }

  @Test
  void theSecretIsShownAsAPasswordOrAsAWholeLogin() {
    assertThat(secret.accepts(basic("anybody:s3cret"))).isTrue();
    assertThat(SourceCredential.secret("user:pass").accepts(basic("user:pass"))).isTrue();
    assertThat(SourceCredential.secret("a:b").accepts(basic("user:a:b"))).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer S3CRET",
        "Bearer s3cret2",
        "Basic s3cret=",
        "Token x"
      })
  void anythingElseIsRefused(String header) {
    assertThat(secret.accepts(header)).isFalse();
    assertThat(secret.accepts(basic("s3cret:wrong"))).isFalse();
  }

  @Test
  void headersOfAnyLengthAreRefusedInLittleTime() {
    assertThat(secret.accepts("Bearer " + "x".repeat(1 << 20))).isFalse();
  }

  @Test
  void noneAcceptsEverybody() {
    assertThat(SourceCredential.NONE.accepts(null)).isTrue();
    assertThat(SourceCredential.NONE.accepts("Bearer whatever")).isTrue();
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
  }
}
