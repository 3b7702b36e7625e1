package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Private keys in files: cosign's encrypted PEM, PKCS #8 plain or encrypted (PBES2), SEC 1 and PKCS
 * #1 in PEM, and PKCS #12 with its chain of certificates. The content says which it is, not the
 * name.
 */
public final class KeyFile {

  private KeyFile() {}

  /**
   * What signs with the key in {@code file}.
   *
   * @param password where the password is, should the file need one
   * @throws KeyFailure if the file cannot be read, is open to everybody, or holds no key that can
   *     sign; or the password is missing or wrong
   */
  public static Signer read(Path file, PasswordSource password) throws KeyFailure {
    byte[] content = PrivateFiles.read(file);
    try {
      return isPem(content) ? pem(file, content, password) : Pkcs12.read(file, content, password);
    } catch (PrivateKeyInfos.Malformed | IllegalArgumentException e) {
      throw new KeyFailure(failing(file) + e.getMessage() + ".", e);
    } catch (CosignKey.Unusable e) {
      throw new KeyFailure(failing(file) + e.getMessage() + ".", e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** The private key itself, for certifying. */
  static PrivateKey privateKey(Path file, PasswordSource password) throws KeyFailure {
    if (read(file, password) instanceof JcaSigner signer) {
      return signer.secret();
    }
    throw new IllegalStateException("files give keys that the JDK holds");
  }

  private static boolean isPem(byte[] content) {
    return content.length == 0 || content[0] != 0x30;
  }

  private static Signer pem(Path file, byte[] content, PasswordSource password)
      throws KeyFailure, PrivateKeyInfos.Malformed, CosignKey.Unusable {
    List<PemBlock> blocks = PemBlock.parse(content);
    for (PemBlock block : blocks) {
      if (block.encapsulated() && block.type().endsWith("PRIVATE KEY")) {
        throw new KeyFailure(
            failing(file)
                + "it is encrypted as old OpenSSL did. Convert it: openssl pkcs8 -topk8 -in KEY"
                + " -out NEWKEY");
      }
      PrivateKey key =
          switch (block.type()) {
            case CosignKey.TYPE, CosignKey.OLD_TYPE -> cosign(file, block, password);
            case "PRIVATE KEY" -> PrivateKeyInfos.pkcs8(block.content());
            case "ENCRYPTED PRIVATE KEY" -> encrypted(file, block, password);
            case "EC PRIVATE KEY" -> PrivateKeyInfos.sec1(block.content());
            case "RSA PRIVATE KEY" -> PrivateKeyInfos.pkcs1(block.content());
            case "OPENSSH PRIVATE KEY" ->
                throw new KeyFailure(
                    failing(file)
                        + "keys of OpenSSH are not supported; make one with"
                        + " registry-sidecar keys generate.");
            default -> null;
          };
      if (key != null) {
        return signer(file, key, certificates(file, blocks));
      }
    }
    throw new KeyFailure(
        failing(file)
            + "there is no private key in it. It should be PEM, as cosign, openssl or"
            + " registry-sidecar keys generate write it, or PKCS #12.");
  }

  private static List<X509Certificate> certificates(Path file, List<PemBlock> blocks)
      throws KeyFailure {
    return Certificates.of(
        file, blocks.stream().filter(b -> b.type().equals("CERTIFICATE")).toList());
  }

  private static PrivateKey cosign(Path file, PemBlock block, PasswordSource source)
      throws KeyFailure, PrivateKeyInfos.Malformed, CosignKey.Unusable {
    byte[] plain;
    try (Password password = needed(file, source)) {
      plain = CosignKey.decrypt(block.content(), password);
    }
    try {
      if (PrivateKeyInfos.looksLikeSec1(plain)) {
        throw new KeyFailure(
            failing(file)
                + "what is encrypted in it is a SEC 1 key, where cosign has PKCS #8. Import the"
                + " original with: cosign import-key-pair --key KEY");
      }
      return PrivateKeyInfos.pkcs8(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static PrivateKey encrypted(Path file, PemBlock block, PasswordSource source)
      throws KeyFailure, PrivateKeyInfos.Malformed {
    byte[] plain;
    try (Password password = needed(file, source)) {
      plain = EncryptedPkcs8.decrypt(block.content(), password);
    }
    try {
      return PrivateKeyInfos.pkcs8(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static Password needed(Path file, PasswordSource source) throws KeyFailure {
    Optional<Password> password = source.read();
    return password.orElseThrow(() ->
        new KeyFailure(
            failing(file)
                + "it is encrypted, and no password is configured. Set signing.password-file,"
                + " SIDECAR_KEY_PASSWORD_FILE, SIDECAR_KEY_PASSWORD or COSIGN_PASSWORD."));
  }

  /** Completes and checks what a file gave. */
  static Signer signer(Path file, PrivateKey key, List<X509Certificate> chain)
      throws KeyFailure, PrivateKeyInfos.Malformed {
    PublicKey open = KeyPairs.publicOf(key);
    KeyAlgorithm algorithm =
        KeyAlgorithm.of(open)
            .orElseThrow(() ->
                new PrivateKeyInfos.Malformed(
                    "a key of this kind is not supported; use " + KeyPairs.SUPPORTED, null));
    if (!KeyPairs.belongTogether(algorithm, key, open)) {
      throw new PrivateKeyInfos.Malformed("its key does not sign what it verifies", null);
    }
    if (!chain.isEmpty() && !chain.getFirst().getPublicKey().equals(open)) {
      throw new PrivateKeyInfos.Malformed(
          "its first certificate is of another key; put the certificate of the key first", null);
    }
    return new JcaSigner("private key " + file, key, open, algorithm, chain, null);
  }

  static String failing(Path file) {
    return "read private key " + file + ": ";
  }
}
