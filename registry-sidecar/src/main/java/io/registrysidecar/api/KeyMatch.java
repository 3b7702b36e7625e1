package io.registrysidecar.api;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;

/** Whether private keys are those of their certificates, which nobody else looks at in time. */
final class KeyMatch {

  private static final byte[] SOMETHING = {1, 2, 3};

  private KeyMatch() {}

  /** Whether every key that is there for servers signs what its certificate verifies. */
  static boolean all(X509KeyManager keys) {
    for (String type : new String[] {"EC", "RSA", "EdDSA", "RSASSA-PSS"}) {
      String[] aliases = keys.getServerAliases(type, null);
      for (String alias : aliases == null ? new String[0] : aliases) {
        X509Certificate[] chain = keys.getCertificateChain(alias);
        PrivateKey key = keys.getPrivateKey(alias);
        if (chain != null && key != null && !matches(key, chain[0].getPublicKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean matches(PrivateKey ours, PublicKey theirs) {
    if (!ours.getAlgorithm().equals(theirs.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (ours.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> ours.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(ours);
      signing.update(SOMETHING);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(theirs);
      verifying.update(SOMETHING);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
