package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A PKCS #12 file with one private key and its chain (RFC 7292). */
final class Pkcs12 {

  private Pkcs12() {}

  static Signer read(Path file, byte[] content, PasswordSource source)
      throws KeyFailure, PrivateKeyInfos.Malformed {
    char[] none = {};
    var password = source.read();
    try {
      char[] characters = password.map(Password::characters).orElse(none);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), characters);
      String alias = onlyKey(file, store);
      Key key = store.getKey(alias, characters);
      if (!(key instanceof PrivateKey secret)) {
        throw new KeyFailure(KeyFile.failing(file) + "its key is not a private one.");
      }
      return KeyFile.signer(file, secret, chain(store.getCertificateChain(alias)));
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new KeyFailure(
            KeyFile.failing(file)
                + (password.isPresent()
                    ? "the password is wrong."
                    : "it needs a password. Set signing.password-file, SIDECAR_KEY_PASSWORD_FILE"
                        + " or SIDECAR_KEY_PASSWORD."),
            e);
      }
      throw new KeyFailure(KeyFile.failing(file) + "it is neither PEM nor PKCS #12.", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyFailure(
          KeyFile.failing(file) + "its PKCS #12 is damaged, or protected in an unknown way.", e);
    } finally {
      password.ifPresent(Password::close);
    }
  }

  private static String onlyKey(Path file, KeyStore store)
      throws GeneralSecurityException, KeyFailure {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw new KeyFailure(
          KeyFile.failing(file) + "it holds " + keys.size() + " keys; it must hold one.");
    }
    return keys.getFirst();
  }

  private static List<X509Certificate> chain(Certificate[] certificates) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }
}
