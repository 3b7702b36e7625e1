package io.registrysidecar.sign.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/**
 * Whom Fulcio issued a certificate to.
 *
 * @param issuer the identity provider that vouched, a URL
 * @param subject the e-mail address, URI or user name in the certificate
 */
record Identity(String issuer, String subject) {

  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /** The same before 2023, without an ASN.1 type around the text. */
  private static final String ISSUER_V1 = "1.3.6.1.4.1.57264.1.1";

  private static final ASN1ObjectIdentifier USER_NAME =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.7");

  /** Reads the identity; a certificate with none or several is not one of Fulcio. */
  static Identity of(X509Certificate certificate) throws MalformedDocument {
    try {
      List<String> subjects = subjects(certificate);
      if (subjects.size() != 1) {
        throw new MalformedDocument(
            "the certificate names " + subjects.size() + " subjects, not one");
      }
      return new Identity(issuer(certificate), subjects.getFirst());
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new MalformedDocument("the identity in the certificate cannot be read", e);
    }
  }

  private static String issuer(X509Certificate certificate) throws MalformedDocument {
    byte[] value = certificate.getExtensionValue(ISSUER);
    if (value != null) {
      byte[] inner = ASN1OctetString.getInstance(value).getOctets();
      return ASN1UTF8String.getInstance(inner).getString();
    }
    byte[] old = certificate.getExtensionValue(ISSUER_V1);
    if (old == null) {
      throw new MalformedDocument("the certificate does not say which identity provider vouched");
    }
    return new String(ASN1OctetString.getInstance(old).getOctets(), StandardCharsets.UTF_8);
  }

  private static List<String> subjects(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
    List<String> subjects = new ArrayList<>();
    if (value != null) {
      byte[] inner = ASN1OctetString.getInstance(value).getOctets();
      for (GeneralName name : GeneralNames.getInstance(inner).getNames()) {
        subjects.add(text(name));
      }
    }
    return subjects;
  }

  private static String text(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier, GeneralName.dNSName ->
          ((ASN1String) name.getName()).getString();
      case GeneralName.otherName -> userName(OtherName.getInstance(name.getName()));
      default ->
          throw new IllegalArgumentException("a name of the unknown kind " + name.getTagNo());
    };
  }

  private static String userName(OtherName name) {
    if (!name.getTypeID().equals(USER_NAME)) {
      throw new IllegalArgumentException("a name of the unknown type " + name.getTypeID());
    }
    return ASN1UTF8String.getInstance(name.getValue()).getString();
  }

  @Override
  public String toString() {
    return subject + " (" + issuer + ")";
  }
}
