package io.registrysidecar.sign.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** Elliptic curves, compared by what they are and not by what a key calls them. */
final class Curves {

  private Curves() {}

  /** What makes a curve this one. */
  record Identity(EllipticCurve curve, ECPoint generator, BigInteger order, int cofactor) {}

  static Identity of(ECParameterSpec spec) {
    return new Identity(spec.getCurve(), spec.getGenerator(), spec.getOrder(), spec.getCofactor());
  }

  static Identity named(String name) {
    return of(spec(name));
  }

  static ECParameterSpec spec(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks the curve " + name, e);
    }
  }
}
