package io.registrysidecar.sign.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Elliptic curves, compared by what they are and not by what a key calls them. */
final class Curves {

  private static final Map<String, Identity> KNOWN = new ConcurrentHashMap<>();

  private Curves() {}

  /** What makes a curve this one. */
  record Identity(EllipticCurve curve, ECPoint generator, BigInteger order, int cofactor) {}

  static Identity of(ECParameterSpec spec) {
    return new Identity(spec.getCurve(), spec.getGenerator(), spec.getOrder(), spec.getCofactor());
  }

  /** Of one of the few curves of {@link KeyAlgorithm}; computed once. */
  static Identity named(String name) {
    return KNOWN.computeIfAbsent(name, each -> of(spec(each)));
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
