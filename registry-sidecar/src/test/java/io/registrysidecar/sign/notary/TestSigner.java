package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Signs with the key of a test certificate, in the form of the Notary Project only. */
record TestSigner(Issued leaf, List<X509Certificate> chain) implements Signer {

  static final String SUBJECT = "C=DE, ST=BE, O=team, CN=signer";
  static final Issued ROOT =
      TestCertificate.authority("C=DE, ST=BE, O=team, CN=root", null).issue();

  static TestSigner of(Issued leaf, Issued... issuers) {
    return new TestSigner(
        leaf,
        Stream.concat(Stream.of(leaf), Arrays.stream(issuers)).map(Issued::certificate).toList());
  }

  /** A leaf of the given kind of key under {@link #ROOT}. */
  static TestSigner of(String kind) {
    return of(TestCertificate.leaf(SUBJECT, ROOT).key(kind).issue(), ROOT);
  }

  @Override
  public PublicKey publicKey() {
    return leaf.keys().getPublic();
  }

  @Override
  public byte[] sign(SignatureForm form, byte[] data) {
    try {
      Signature signature = signature();
      signature.initSign(leaf.keys().getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    return switch (publicKey()) {
      case ECPublicKey key ->
          Signature.getInstance(
              switch (key.getParams().getOrder().bitLength()) {
                case 256 -> "SHA256withECDSAinP1363Format";
                case 384 -> "SHA384withECDSAinP1363Format";
                default -> "SHA512withECDSAinP1363Format";
              });
      case RSAPublicKey key ->
          switch (key.getModulus().bitLength()) {
            case 2048 -> pss("SHA-256", 32);
            case 3072 -> pss("SHA-384", 48);
            default -> pss("SHA-512", 64);
          };
      default -> throw new IllegalStateException();
    };
  }

  static Signature pss(String hash, int salt) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
    return signature;
  }
}
