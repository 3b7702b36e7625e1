package io.registrysidecar.sign.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real token: that of SoftHSM, where it is installed, as {@code e2e/run} does. */
class Pkcs11KeyTest {

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final byte[] DATA = "what is signed".getBytes(UTF_8);
  private static final PasswordSource PIN = () -> Optional.of(Password.of("1234"));

  @TempDir static Path directory;
  private static String slot = "";
  private static String slotWithoutPin = "";

  @BeforeAll
  static void makeToken() throws Exception {
    assumeThat(LIBRARY).as("SoftHSM").exists();
    Path tokens = Files.createDirectory(directory.resolve("tokens"));
    Path configuration =
        Files.writeString(
            directory.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
    setEnvironment("SOFTHSM2_CONF", configuration.toString());
    slot = token("sidecar", configuration);
    slotWithoutPin = token("never logged in", configuration);
  }

  /** Makes a token, and says in which slot it is. */
  private static String token(String label, Path configuration) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--pin",
                "1234",
                "--so-pin",
                "123456"));
    builder.environment().put("SOFTHSM2_CONF", configuration.toString());
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    Matcher number = Pattern.compile("slot (\\d+)").matcher(printed);
    assertThat(number.find()).as(printed).isTrue();
    return number.group(1);
  }

  /** The token's library looks at the environment of this very process. */
  @SuppressWarnings("restricted") // in the JVM of this test
  private static void setEnvironment(String name, String value) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      var function =
          linker.downcallHandle(
              linker.defaultLookup().find("setenv").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));
      assertThat((int) function.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1))
          .isZero();
    } catch (Exception e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Pkcs11Key key(String label, PasswordSource pin) {
    return new Pkcs11Key(LIBRARY, slot, label, pin);
  }

  /** Puts a key with a certificate into the token, as keytool would. */
  private static KeyPair stored(String label, KeyAlgorithm algorithm) throws Exception {
    SecureRandom random = new SecureRandom();
    KeyPair pair = KeyPairs.generate(algorithm, random);
    X509Certificate certificate =
        NotaryChain.root(
            pair, new NotaryChain.Subject("DE", "BE", "Test", label), Instant.now(), random);
    KeyStore token = KeyStore.getInstance("PKCS11", key(label, PIN).provider());
    token.load(null, "1234".toCharArray());
    token.setKeyEntry(label, pair.getPrivate(), null, new Certificate[] {certificate});
    return pair;
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "RSA_2048"})
  void aKeyInATokenSignsInBothFormsAndStaysThere(KeyAlgorithm algorithm) throws Exception {
    KeyPair pair = stored("signing-" + algorithm.name(), algorithm);

    Signer signer = key("signing-" + algorithm.name(), PIN).open();

    assertThat(signer.publicKey()).isEqualTo(pair.getPublic());
    for (SignatureForm form : SignatureForm.values()) {
      assertThat(algorithm.verifies(pair.getPublic(), form, DATA, signer.sign(form, DATA)))
          .as(form.name())
          .isTrue();
    }
    PrivateKey secret = ((JcaSigner) signer).secret();
    assertThat(secret.getEncoded()).as("what leaves the token").isNull();
  }

  @Test
  void aRingCertifiesTheKeyOfAToken() throws Exception {
    KeyPair pair = stored("ring", KeyAlgorithm.EC_P256);
    KeyRing ring =
        new KeyRing(
            new KeyRing.Settings(
                directory.resolve("keys"),
                true,
                PasswordSource.NONE,
                "DE",
                "BE",
                "Test",
                Map.of(KeyRole.ATTESTATION, key("ring", PIN))),
            Instant::now);

    assertThat(ring.signer(KeyRole.ATTESTATION).chain().getFirst().getPublicKey())
        .isEqualTo(pair.getPublic());
  }

  @Test
  void aWrongPinIsSaidAndNotShown() {
    assertThatThrownBy(() -> key("any", () -> Optional.of(Password.of("9876"))).open())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("the PIN is wrong")
        .hasMessageNotContaining("9876");
  }

  @Test
  void aMissingPinIsSaidWithWhereToPutIt() {
    assertThatThrownBy(
            () -> new Pkcs11Key(LIBRARY, slotWithoutPin, "any", PasswordSource.NONE).open())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("it does not open without a PIN")
        .hasMessageContaining("signing.pkcs11.pin-file");
  }

  @Test
  void aKeyThatIsNotThereIsSaidWithHowToMakeIt() {
    assertThatThrownBy(() -> key("none", PIN).open())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("keytool -genkeypair");
  }

  @Test
  void aSlotThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> new Pkcs11Key(LIBRARY, "77", "any", PIN).open())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("pkcs11-tool --list-slots");
  }

  @Test
  void aLibraryThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> new Pkcs11Key(directory.resolve("no.so"), "0", "any", PIN).open())
        .isInstanceOf(KeyFailure.class)
        .hasMessageContaining("there is no library");
  }
}
