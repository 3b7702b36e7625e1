package io.registrysidecar.sign.notary.certificate;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The three curves of the specification. Their size alone would let other curves pass. */
enum NamedCurve {
  P256("secp256r1"),
  P384("secp384r1"),
  P521("secp521r1"),
  OTHER("");

  private final String javaName;

  NamedCurve(String javaName) {
    this.javaName = javaName;
  }

  static NamedCurve of(ECPublicKey key) {
    for (NamedCurve curve : values()) {
      if (curve != OTHER && curve.isOf(key.getParams())) {
        return curve;
      }
    }
    return OTHER;
  }

  private boolean isOf(ECParameterSpec actual) {
    ECParameterSpec own = parameters();
    return own.getCurve().equals(actual.getCurve())
        && own.getGenerator().equals(actual.getGenerator())
        && own.getOrder().equals(actual.getOrder())
        && own.getCofactor() == actual.getCofactor();
  }

  private ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(javaName));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks " + javaName, e);
    }
  }
}
