package io.registrysidecar.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  @Test
  void theEmptyObjectHasTheDigestOfTheSpecification() {
    assertThat(Digest.sha256("{}".getBytes(UTF_8)))
        .hasToString("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void bothRegisteredAlgorithmsAreRead() throws Exception {
    assertThat(Digest.parse("sha256:" + "0f".repeat(32)).algorithm())
        .isEqualTo(Digest.Algorithm.SHA256);
    assertThat(Digest.parse("sha512:" + "0f".repeat(64)).algorithm())
        .isEqualTo(Digest.Algorithm.SHA512);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "sha256:",
        "sha256",
        "SHA256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "sha256:0F0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "sha512:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "sha256:../../../../../../../../../../../../../../../../../../../etc/aaaaa",
        "blake3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
      })
  void anythingElseIsRefused(String text) {
    assertThatExceptionOfType(MalformedReference.class).isThrownBy(() -> Digest.parse(text));
  }

  @Test
  void aDigestCannotBeBuiltWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digest(Digest.Algorithm.SHA512, "0f".repeat(32)));
  }
}
