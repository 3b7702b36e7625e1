package io.registrysidecar.oci.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Secret;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {

  @ParameterizedTest
  @CsvSource({"60, 45000", "300, 240000", "20, 5000", "10, 5000", "1, 500"})
  void aTokenIsRenewedBeforeItEnds(int lifetime, long usableMillis) {
    assertThat(new Token(new Secret("t"), Duration.ofSeconds(lifetime)).usable())
        .isEqualTo(Duration.ofMillis(usableMillis));
  }
}
