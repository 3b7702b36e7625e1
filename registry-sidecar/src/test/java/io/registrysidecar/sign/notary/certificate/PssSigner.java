package io.registrysidecar.sign.notary.certificate;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/** Signs certificates by way of PSS, with any hash; an empty one leaves the parameters out. */
record PssSigner(KeyPair keys, String hash, ByteArrayOutputStream content)
    implements ContentSigner {

  private static final int SALT = 20;

  PssSigner(KeyPair keys, String hash) {
    this(keys, hash, new ByteArrayOutputStream());
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    if (hash.isEmpty()) {
      return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS);
    }
    AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(hash);
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSASSA_PSS,
        new RSASSAPSSparams(
            digest,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, digest),
            new ASN1Integer(SALT),
            RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    String used = hash.isEmpty() ? "SHA-1" : hash;
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec(used, "MGF1", new MGF1ParameterSpec(used), SALT, 1));
      signature.initSign(keys.getPrivate());
      signature.update(content.toByteArray());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
