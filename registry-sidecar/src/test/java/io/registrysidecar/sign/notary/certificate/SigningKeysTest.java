package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.sign.key.KeyAlgorithm;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that a careless verifier would take, and those that it must take. */
class SigningKeysTest {

  private static final byte[] DATA = "what is signed".getBytes(UTF_8);

  @ParameterizedTest
  @CsvSource({
    "secp256r1, EC_P256, SHA256, 32",
    "secp384r1, EC_P384, SHA384, 48",
    "secp521r1, EC_P521, SHA512, 66"
  })
  void ofEcdsaOnlyTwoNumbersInRangeSideBySideCount(
      String curve, KeyAlgorithm algorithm, String hash, int length) throws Exception {
    KeyPair keys = TestCertificate.leaf("CN=" + curve, null).key(curve).issue().keys();
    BigInteger order = ((ECPublicKey) keys.getPublic()).getParams().getOrder();
    byte[] good = sign(Signature.getInstance(hash + "withECDSAinP1363Format"), keys);
    byte[] der = sign(Signature.getInstance(hash + "withECDSA"), keys);
    byte[] r = Arrays.copyOf(good, length);
    byte[] s = Arrays.copyOfRange(good, length, 2 * length);
    byte[] zero = new byte[length];
    byte[] tooLarge = fixed(order, length);
    byte[] negated = fixed(order.subtract(new BigInteger(1, s)), length);

    assertThat(verifies(algorithm, keys, good)).isTrue();
    assertThat(verifies(algorithm, keys, joined(r, negated))).as("both forms of s").isTrue();
    assertThat(verifies(algorithm, keys, joined(zero, s))).as("r = 0").isFalse();
    assertThat(verifies(algorithm, keys, joined(r, zero))).as("s = 0").isFalse();
    assertThat(verifies(algorithm, keys, joined(zero, zero))).as("r = s = 0").isFalse();
    assertThat(verifies(algorithm, keys, joined(tooLarge, s))).as("r = order").isFalse();
    assertThat(verifies(algorithm, keys, joined(r, tooLarge))).as("s = order").isFalse();
    assertThat(verifies(algorithm, keys, joined(tooLarge, tooLarge))).as("both").isFalse();
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(verifies(algorithm, keys, joined(ones, ones))).as("all ones").isFalse();
    assertThat(verifies(algorithm, keys, der)).as("ASN.1").isFalse();
    assertThat(verifies(algorithm, keys, new byte[0])).as("nothing").isFalse();
    assertThat(verifies(algorithm, keys, Arrays.copyOf(good, 2 * length - 1))).isFalse();
    assertThat(verifies(algorithm, keys, joined(good, new byte[1]))).isFalse();
    byte[] longer = joined(joined(new byte[1], r), joined(new byte[1], s));
    assertThat(verifies(algorithm, keys, longer)).as("a leading zero each").isFalse();
  }

  @Test
  void ofPssOnlyASaltAsLongAsTheHashCounts() throws Exception {
    KeyPair keys = TestCertificate.leaf("CN=rsa", null).key("2048").issue().keys();

    assertThat(verifies(KeyAlgorithm.RSA_2048, keys, pss(keys, "SHA-256", 32))).isTrue();
    for (int salt : new int[] {0, 20, 31, 33, 222}) {
      assertThat(verifies(KeyAlgorithm.RSA_2048, keys, pss(keys, "SHA-256", salt)))
          .as("a salt of " + salt)
          .isFalse();
    }
    assertThat(verifies(KeyAlgorithm.RSA_2048, keys, pss(keys, "SHA-512", 64))).isFalse();
    assertThat(
            verifies(
                KeyAlgorithm.RSA_2048, keys, sign(Signature.getInstance("SHA256withRSA"), keys)))
        .as("PKCS #1 v1.5")
        .isFalse();
    byte[] good = pss(keys, "SHA-256", 32);
    assertThat(verifies(KeyAlgorithm.RSA_2048, keys, joined(new byte[1], good))).isFalse();
    assertThat(verifies(KeyAlgorithm.RSA_2048, keys, new byte[256])).isFalse();
  }

  private static boolean verifies(KeyAlgorithm algorithm, KeyPair keys, byte[] signature) {
    return SigningKeys.verifies(algorithm, keys.getPublic(), DATA, signature);
  }

  private static byte[] sign(Signature signature, KeyPair keys) throws Exception {
    signature.initSign(keys.getPrivate());
    signature.update(DATA);
    return signature.sign();
  }

  private static byte[] pss(KeyPair keys, String hash, int salt) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
    return sign(signature, keys);
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int used = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - used, fixed, length - used, used);
    return fixed;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
