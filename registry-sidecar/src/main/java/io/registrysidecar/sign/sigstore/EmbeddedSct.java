package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A certificate log's promise inside the certificate (RFC 6962 §3): its signature covers the
 * certificate as it was before the promise was put in, so that form is made again.
 *
 * @param log hexadecimal; the log's identifier
 * @param extensions of the promise, signed with it
 */
@SuppressWarnings("ArrayRecordComponent")
record EmbeddedSct(String log, long timestamp, byte[] extensions, byte[] signature) {

  private static final ASN1ObjectIdentifier LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final int MOST = 16;
  private static final int PRECERTIFICATE = 1;
  private static final int EXTENSIONS = 3;
  private static final int LOG_ID = 32;

  /** The promises inside a certificate. */
  static List<EmbeddedSct> of(X509Certificate certificate) throws MalformedDocument {
    byte[] value = certificate.getExtensionValue(LIST.getId());
    if (value == null) {
      return List.of();
    }
    try {
      byte[] inner = ASN1OctetString.getInstance(value).getOctets();
      ByteBuffer list = vector(ByteBuffer.wrap(ASN1OctetString.getInstance(inner).getOctets()));
      List<EmbeddedSct> promises = new ArrayList<>();
      while (list.hasRemaining() && promises.size() < MOST) {
        promises.add(parse(vector(list)));
      }
      return promises;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedDocument("the log promises in the certificate cannot be read", e);
    }
  }

  private static EmbeddedSct parse(ByteBuffer in) throws MalformedDocument {
    if (in.get() != 0) {
      throw new MalformedDocument("a log promise in the certificate is not of version 1");
    }
    byte[] log = bytes(in, LOG_ID);
    long timestamp = in.getLong();
    byte[] extensions = bytes(vector(in));
    in.getShort(); // hash and signature algorithm: they follow from the log's key
    byte[] signature = bytes(vector(in));
    return new EmbeddedSct(HexFormat.of().formatHex(log), timestamp, extensions, signature);
  }

  private static ByteBuffer vector(ByteBuffer in) {
    return ByteBuffer.wrap(bytes(in, Short.toUnsignedInt(in.getShort())));
  }

  private static byte[] bytes(ByteBuffer in) {
    return bytes(in, in.remaining());
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  Instant time() {
    return Instant.ofEpochMilli(timestamp);
  }

  /** Whether {@code log} made this promise about {@code leaf}, which {@code issuer} issued. */
  boolean isBy(TransparencyLog log, X509Certificate leaf, X509Certificate issuer) {
    try {
      return log.validity().contains(time())
          && Signatures.verify(log.key(), signed(leaf, issuer), signature);
    } catch (CertificateEncodingException | IOException | IllegalArgumentException e) {
      // The certificate cannot be written in its earlier form, so nobody can have signed that.
      return false;
    }
  }

  private byte[] signed(X509Certificate leaf, X509Certificate issuer)
      throws CertificateEncodingException, IOException {
    MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
    byte[] before = beforePromise(leaf);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(0); // version 1
    out.writeByte(0); // certificate_timestamp
    out.writeLong(timestamp);
    out.writeShort(PRECERTIFICATE);
    out.write(sha256.digest(issuer.getPublicKey().getEncoded()));
    out.writeByte(before.length >> 16);
    out.writeShort(before.length);
    out.write(before);
    out.writeShort(extensions.length);
    out.write(extensions);
    return bytes.toByteArray();
  }

  private static byte[] beforePromise(X509Certificate leaf)
      throws CertificateEncodingException, IOException {
    var certificate = Certificate.getInstance(leaf.getEncoded()).getTBSCertificate();
    ASN1EncodableVector members = new ASN1EncodableVector();
    for (ASN1Encodable member : (ASN1Sequence) certificate.toASN1Primitive()) {
      boolean extensions =
          member instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS;
      members.add(extensions ? withoutPromises(certificate.getExtensions()) : member);
    }
    return new DERSequence(members).getEncoded(ASN1Encoding.DER);
  }

  private static ASN1Encodable withoutPromises(Extensions all) {
    Extension[] kept =
        Arrays.stream(all.getExtensionOIDs())
            .filter(oid -> !oid.equals(LIST))
            .map(all::getExtension)
            .toArray(Extension[]::new);
    return new DERTaggedObject(true, EXTENSIONS, new Extensions(kept));
  }
}
