package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

  private static final byte[] DATA = "what is signed".getBytes(UTF_8);

  @TempDir Path directory;

  static List<Path> good() throws IOException {
    return TestKeys.in("good");
  }

  static List<Path> bad() throws IOException {
    return TestKeys.in("bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void aKeyOfRealToolsSignsInBothForms(Path resource) throws Exception {
    Signer signer = KeyFile.read(TestKeys.privately(resource, directory), TestKeys.PASSWORD);
    KeyAlgorithm algorithm = KeyAlgorithm.of(signer.publicKey()).orElseThrow();

    for (SignatureForm form : SignatureForm.values()) {
      byte[] signature = signer.sign(form, DATA);
      assertThat(algorithm.verifies(signer.publicKey(), form, DATA, signature)).isTrue();
      signature[signature.length - 1] ^= 1;
      assertThat(algorithm.verifies(signer.publicKey(), form, DATA, signature)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void threat10AKeyThatCannotBeUsedIsRefusedWithTheReason(Path folder) throws Exception {
    Path file = TestKeys.privately(folder.resolve("key"), directory);

    assertThatThrownBy(() -> KeyFile.read(file, TestKeys.PASSWORD))
        .isInstanceOf(KeyFailure.class)
        .hasMessageStartingWith("read private key " + file + ": ")
        .hasMessageContaining(Files.readString(folder.resolve("reason")).strip());
  }

  @ParameterizedTest
  @MethodSource("good")
  void opensslVerifiesWhatIsForSigstore(Path resource) throws Exception {
    Signer signer = KeyFile.read(TestKeys.privately(resource, directory), TestKeys.PASSWORD);
    KeyAlgorithm algorithm = KeyAlgorithm.of(signer.publicKey()).orElseThrow();
    String hash =
        algorithm.isEc() ? algorithm.hash().replace("-", "").toLowerCase(Locale.ROOT) : "sha256";
    Path open = Files.writeString(directory.resolve("pub"), PublicKeys.pem(signer.publicKey()));
    Path data = Files.write(directory.resolve("data"), DATA);
    Path signature =
        Files.write(directory.resolve("signature"), signer.sign(SignatureForm.SIGSTORE, DATA));

    Process openssl =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-" + hash,
                "-verify",
                open.toString(),
                "-signature",
                signature.toString(),
                data.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(openssl.getInputStream().readAllBytes(), UTF_8)).contains("Verified OK");
  }

  @Test
  void theSameKeyIsTheSameInEveryEncoding() throws Exception {
    byte[] expected =
        PublicKeys.ofPem(Files.readAllBytes(TestKeys.RESOURCES.resolve("p256.pub"))).getEncoded();

    for (String name : List.of("sec1-p256.key", "pkcs8-p256.key", "pbes2-p256.key", "p256.p12")) {
      Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/" + name), directory);
      assertThat(KeyFile.read(file, TestKeys.PASSWORD).publicKey().getEncoded())
          .as(name)
          .isEqualTo(expected);
    }
  }

  @Test
  void thePublicHalfOfCosignsKeyIsCosignsPublicKey() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/cosign-3.1.3.key"), directory);

    assertThat(PublicKeys.pem(KeyFile.read(file, TestKeys.PASSWORD).publicKey()))
        .isEqualTo(Files.readString(TestKeys.RESOURCES.resolve("cosign-3.1.3.pub")));
  }

  @Test
  void aPkcs12BringsItsChain() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/p256.p12"), directory);
    Signer signer = KeyFile.read(file, TestKeys.PASSWORD);

    assertThat(signer.chain())
        .singleElement()
        .satisfies(certificate ->
            assertThat(Certificates.pem(certificate))
                .isEqualTo(Files.readString(TestKeys.RESOURCES.resolve("root.pem"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosign-3.1.3.key", "pbes2-p256.key", "p256.p12"})
  void threat10AWrongPasswordIsSaidAndNotShown(String name) throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/" + name), directory);

    assertThatThrownBy(() -> KeyFile.read(file, () -> Optional.of(Password.of("not-the-pass"))))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("the password is wrong")
        .hasMessageNotContaining("not-the-pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosign-3.1.3.key", "pbes2-p256.key", "p256.p12"})
  void aMissingPasswordIsSaidWithWhereToPutIt(String name) throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/" + name), directory);

    assertThatThrownBy(() -> KeyFile.read(file, PasswordSource.NONE))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("SIDECAR_KEY_PASSWORD");
  }

  @Test
  void aKeyThatEverybodyMayReadIsRefused() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-p256.key"), directory);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> KeyFile.read(file, PasswordSource.NONE))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aKeyThatTheGroupMayReadIsTaken() throws Exception {
    Path file = TestKeys.privately(TestKeys.RESOURCES.resolve("good/pkcs8-p256.key"), directory);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));

    assertThat(KeyFile.read(file, PasswordSource.NONE).chain()).isEmpty();
  }

  @Test
  void aDirectoryIsNotToBeMadePrivateButNamedAsOne() {
    assertThatThrownBy(() -> KeyFile.read(directory, TestKeys.PASSWORD))
        .isInstanceOf(KeyFailure.class)
        .hasMessage(
            "read private key "
                + directory
                + ": it is a directory; name the file in it. It must be there, readable by the user"
                + " who runs this program.");
  }

  @Test
  void aMissingFileIsSaid() {
    assertThatThrownBy(() -> KeyFile.read(directory.resolve("none"), PasswordSource.NONE))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void threat10ASec1KeyInsideCosignsEncryptionIsCalledThat() throws Exception {
    byte[] sec1 =
        PemBlock.parse(Files.readAllBytes(TestKeys.RESOURCES.resolve("good/sec1-p384.key")))
            .getLast()
            .content();
    Path file = directory.resolve("key");
    try (Password password = Password.of("s3cret")) {
      PrivateFiles.create(
          file,
          PemBlock.write(CosignKey.TYPE, CosignKey.encrypt(sec1, password, new SecureRandom())));
    }

    assertThatThrownBy(() -> KeyFile.read(file, TestKeys.PASSWORD))
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("SEC 1")
        .hasMessageContaining("cosign import-key-pair");
  }

  /** With cosign's own salt and nonce, ours is byte for byte the file that cosign wrote. */
  @Test
  void encryptingAgainWithTheSameRandomGivesCosignsFile() throws Exception {
    byte[] file = Files.readAllBytes(TestKeys.RESOURCES.resolve("good/cosign-3.1.3.key"));
    byte[] content = PemBlock.parse(file).getFirst().content();
    String json = new String(content, UTF_8);
    try (Password password = Password.of("s3cret")) {
      byte[] plain = CosignKey.decrypt(content, password);
      byte[] again =
          CosignKey.encrypt(
              plain, password, new Replayed(field(json, "salt"), field(json, "nonce")));

      assertThat(new String(PemBlock.write(CosignKey.TYPE, again), UTF_8))
          .isEqualTo(new String(file, UTF_8));
    }
  }

  private static byte[] field(String json, String name) {
    String text = json.substring(json.indexOf("\"" + name + "\":\"") + name.length() + 4);
    return Base64.getDecoder().decode(text.substring(0, text.indexOf('"')));
  }

  /** Gives bytes that are known. */
  private static final class Replayed extends SecureRandom {
    private final transient List<byte[]> answers;
    private int next;

    private Replayed(byte[]... answers) {
      this.answers = List.of(answers);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(answers.get(next++), 0, bytes, 0, bytes.length);
    }
  }
}
