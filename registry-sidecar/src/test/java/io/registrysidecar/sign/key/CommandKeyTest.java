package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command is a shell script around openssl, as one around a cloud's client would be. */
class CommandKeyTest {

  private static final byte[] DATA = "what is signed".getBytes(UTF_8);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs8-p256.key",
        "sec1-p384.key",
        "pkcs8-p521.key",
        "pkcs1-rsa2048.key",
        "pkcs8-rsa3072.key"
      })
  void aCommandSignsInBothForms(String key) throws Exception {
    Signer signer =
        new CommandKey(
                List.of(
                    "sh",
                    kms().toString(),
                    TestKeys.RESOURCES.resolve("good").resolve(key).toString()))
            .open();
    KeyAlgorithm algorithm = KeyAlgorithm.of(signer.publicKey()).orElseThrow();

    for (SignatureForm form : SignatureForm.values()) {
      assertThat(algorithm.verifies(signer.publicKey(), form, DATA, signer.sign(form, DATA)))
          .as(form.name())
          .isTrue();
    }
  }

  @Test
  void theReasonOfAFailureIsTold() throws Exception {
    Path script = script("echo 'AccessDenied: kms:GetPublicKey' >&2; exit 7");

    assertThatThrownBy(new CommandKey(List.of("sh", script.toString(), "--token=hunter2"))::open)
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it failed (7): AccessDenied: kms:GetPublicKey")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsNoPublicKeyIsSaidWithTheCommand() throws Exception {
    Path script = script("echo 'usage: kms get-public-key'");

    assertThatThrownBy(new CommandKey(List.of("sh", script.toString()))::open)
        .isInstanceOf(KeyFailure.class)
        .hasMessage(
            "ask the key command sh for its public key: what it printed cannot be used (read a"
                + " public key: there is no block PUBLIC KEY in PEM). What it must do is in"
                + " docs/signing.md.");
  }

  @Test
  void aSignatureByAnotherKeyIsNotUsed() throws Exception {
    Path good = TestKeys.RESOURCES.resolve("good").toAbsolutePath();
    Path script =
        script(
            "if [ \"$1\" = public-key ]; then openssl pkey -in "
                + good.resolve("pkcs8-p256.key")
                + " -pubout; else openssl pkeyutl -sign -inkey "
                + good.resolve("sec1-p384.key")
                + " | base64; fi");
    Signer signer = new CommandKey(List.of("sh", script.toString())).open();

    assertThatThrownBy(() -> signer.sign(SignatureForm.SIGSTORE, DATA))
        .isInstanceOf(SigningFailure.class)
        .hasMessageContaining("no signature by the key that it showed first");
  }

  @Test
  void aCommandThatHangsIsEndedWithItsChildren() throws Exception {
    Path script = script("sleep 600 & sleep 600");
    Instant begun = Instant.now();

    assertThatThrownBy(
            new CommandKey(List.of("sh", script.toString()), Duration.ofMillis(300))::open)
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("longer than 300 ms");
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void aCommandThatPrintsWithoutEndIsEnded() throws Exception {
    Path script = script("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done");

    assertThatThrownBy(
            new CommandKey(List.of("sh", script.toString()), Duration.ofSeconds(20))::open)
        .isInstanceOf(KeyFailure.class);
  }

  @Test
  void aMissingProgramIsSaid() {
    assertThatThrownBy(new CommandKey(List.of(directory.resolve("none").toString()))::open)
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it cannot be started");
  }

  private Path kms() throws IOException {
    return script(
        """
        set -e
        key=$1
        case $2 in
          public-key) openssl pkey -in "$key" -pubout ;;
          sign)
            hash=sha$(printf %s "$3" | sed 's/.*_//')
            case $3 in
              RSASSA_PSS_*) set -- -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest ;;
              *) set -- ;;
            esac
            openssl pkeyutl -sign -inkey "$key" -pkeyopt digest:$hash "$@" | base64 ;;
        esac
        """);
  }

  private Path script(String text) throws IOException {
    return Files.writeString(directory.resolve("command"), text);
  }
}
