package io.registrysidecar.sign.key;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * The content of cosign's encrypted private keys: JSON with the parameters of scrypt, and a box of
 * NaCl (XSalsa20, Poly1305) around PKCS #8.
 */
final class CosignKey {

  /** How the PEM block is called that we write. */
  static final String TYPE = "ENCRYPTED SIGSTORE PRIVATE KEY";

  /** How older cosign called it. */
  static final String OLD_TYPE = "ENCRYPTED COSIGN PRIVATE KEY";

  private static final int COST = 65536;
  private static final int TAG = 16;

  /** What cosign itself has ever written and accepts; a higher cost would take all memory. */
  private static final Set<Integer> COSTS = Set.of(32768, 65536, 131072);

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .build();

  private CosignKey() {}

  /** Not what it should be, or not to be opened with this password; the message says which. */
  static final class Unusable extends Exception {
    Unusable(String message) {
      super(message);
    }
  }

  /** Encrypts PKCS #8. */
  static byte[] encrypt(byte[] pkcs8, Password password, SecureRandom random) {
    byte[] salt = new byte[32];
    byte[] nonce = new byte[24];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] box = new byte[TAG + pkcs8.length];
    byte[] tag = new byte[TAG];
    XSalsa20Engine cipher = cipher(password, salt, COST, nonce);
    Poly1305 mac = mac(cipher);
    cipher.processBytes(pkcs8, 0, pkcs8.length, box, TAG);
    mac.update(box, TAG, pkcs8.length);
    mac.doFinal(tag, 0);
    System.arraycopy(tag, 0, box, 0, TAG);
    Base64.Encoder base64 = Base64.getEncoder();
    return ("{\"kdf\":{\"name\":\"scrypt\",\"params\":{\"N\":"
            + COST
            + ",\"r\":8,\"p\":1},\"salt\":\""
            + base64.encodeToString(salt)
            + "\"},\"cipher\":{\"name\":\"nacl/secretbox\",\"nonce\":\""
            + base64.encodeToString(nonce)
            + "\"},\"ciphertext\":\""
            + base64.encodeToString(box)
            + "\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Decrypts to what should be PKCS #8; whoever called overwrites it. */
  static byte[] decrypt(byte[] content, Password password) throws Unusable {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (IOException _) {
      throw new Unusable("it is not what cosign writes (no JSON)");
    }
    JsonNode kdf = root.path("kdf");
    JsonNode params = kdf.path("params");
    if (!kdf.path("name").asText().equals("scrypt")
        || !root.path("cipher").path("name").asText().equals("nacl/secretbox")) {
      throw new Unusable("it is not encrypted as cosign does (scrypt and nacl/secretbox)");
    }
    JsonNode cost = params.path("N");
    if (!cost.canConvertToInt()
        || !COSTS.contains(cost.asInt())
        || params.path("r").asInt() != 8
        || params.path("p").asInt() != 1) {
      throw new Unusable(
          "its parameters of scrypt are not among those of cosign (N 32768, 65536 or 131072, r 8,"
              + " p 1), and others may take all memory");
    }
    byte[] salt = bytes(kdf.path("salt"), 32);
    byte[] nonce = bytes(root.path("cipher").path("nonce"), 24);
    byte[] box = bytes(root.path("ciphertext"), -1);
    if (box.length <= TAG) {
      throw new Unusable("its ciphertext is too short");
    }
    XSalsa20Engine cipher = cipher(password, salt, cost.asInt(), nonce);
    Poly1305 mac = mac(cipher);
    byte[] tag = new byte[TAG];
    mac.update(box, TAG, box.length - TAG);
    mac.doFinal(tag, 0);
    if (!MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG))) {
      throw new Unusable("the password is wrong, or the file is damaged");
    }
    byte[] plain = new byte[box.length - TAG];
    cipher.processBytes(box, TAG, plain.length, plain, 0);
    return plain;
  }

  private static byte[] bytes(JsonNode node, int length) throws Unusable {
    try {
      byte[] bytes = Base64.getDecoder().decode(node.asText());
      if (node.isTextual() && (length < 0 || bytes.length == length)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // as bad as a wrong length
    }
    throw new Unusable("its salt, nonce or ciphertext is not Base64 of the right length");
  }

  private static XSalsa20Engine cipher(Password password, byte[] salt, int cost, byte[] nonce) {
    byte[] utf8 = password.utf8();
    byte[] key = SCrypt.generate(utf8, salt, cost, 8, 1, 32);
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    Arrays.fill(utf8, (byte) 0);
    Arrays.fill(key, (byte) 0);
    return cipher;
  }

  /** The box's authenticator is keyed with the first 32 bytes of the key stream. */
  private static Poly1305 mac(XSalsa20Engine cipher) {
    byte[] key = new byte[32];
    cipher.processBytes(key, 0, key.length, key, 0);
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(key));
    Arrays.fill(key, (byte) 0);
    return mac;
  }
}
