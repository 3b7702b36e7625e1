package io.registrysidecar.sign.sigstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which signatures are good, in a table of those that have fooled verifiers. */
class SignaturesTest {

  private static final byte[] MESSAGE = "a message of the registry sidecar".getBytes(UTF_8);

  @MethodSource("vectors")
  @ParameterizedTest(name = "{0} {2}: {1}")
  void ecdsa(String curve, String verdict, String why, String signature, String key)
      throws Exception {
    PublicKey publicKey = SpkiKeys.fromSpki(HexFormat.of().parseHex(key));
    byte[] bytes = HexFormat.of().parseHex(signature);
    boolean valid = verdict.equals("valid");

    assertThat(Signatures.verify(publicKey, MESSAGE, bytes)).isEqualTo(valid);
    if (curve.equals("P-256")) {
      assertThat(Signatures.verifyDigest(publicKey, Digest.sha256(MESSAGE), bytes))
          .isEqualTo(valid);
    }
  }

  static Stream<String[]> vectors() throws Exception {
    return Files.readAllLines(Path.of("src/test/resources/sign/sigstore/ecdsa.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1));
  }

  @Test
  void rsaAndEd25519() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair rsa = generator.generateKeyPair();

    check(rsa, "SHA256withRSA", true);
    check(rsa, "SHA512withRSA", false);
    check(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519", true);
  }

  private static void check(KeyPair pair, String algorithm, boolean valid) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);
    byte[] good = signature.sign();

    PublicKey key = SpkiKeys.fromSpki(pair.getPublic().getEncoded());
    assertThat(Signatures.verify(key, MESSAGE, good)).isEqualTo(valid);
    assertThat(Signatures.verify(key, new byte[0], good)).isFalse();
    good[good.length / 2] ^= 1;
    assertThat(Signatures.verify(key, MESSAGE, good)).isFalse();
    assertThat(Signatures.verify(key, MESSAGE, new byte[0])).isFalse();
  }
}
