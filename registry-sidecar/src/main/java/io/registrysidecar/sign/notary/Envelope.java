package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.notary.certificate.CertificateChain;
import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.Timestamp;
import io.registrysidecar.sign.notary.certificate.TimestampToken;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signature whose integrity was verified: the bytes are those that the leaf's key signed, and the
 * certificates keep the rules. Whether anybody trusts them is another question.
 */
public final class Envelope {

  /** The most bytes of an envelope that are read; real ones have a few thousand. */
  public static final int LARGEST = 1 << 20;

  private final SignedAttributes attributes;
  private final byte[] content;
  private final CertificateChain chain;
  private final byte[] signature;
  private final Unsigned unsigned;

  private Envelope(ReadEnvelope read, CertificateChain chain) {
    this.attributes = read.attributes();
    this.content = read.content();
    this.chain = chain;
    this.signature = read.signature();
    this.unsigned = read.unsigned();
  }

  /**
   * Reads an envelope and verifies its integrity.
   *
   * @param mediaType the type of the layer that holds it
   * @throws MalformedEnvelope if it is not an envelope of that type, breaks a rule, or its
   *     signature is not good
   */
  public static Envelope read(EnvelopeType mediaType, byte[] bytes) throws MalformedEnvelope {
    if (bytes.length > LARGEST) {
      throw new MalformedEnvelope("it is larger than " + LARGEST + " bytes");
    }
    ReadEnvelope read =
        switch (mediaType) {
          case JWS -> JwsReader.read(bytes);
          case COSE -> CoseReader.read(bytes);
        };
    return new Envelope(read, Integrity.verified(read));
  }

  /** What was signed: the payload's exact bytes. */
  public byte[] content() {
    return content.clone();
  }

  /** What kind of payload it claims to be. */
  public String contentType() {
    return attributes.contentType();
  }

  /** Who vouches for {@link #signingTime()}. */
  public SigningScheme scheme() {
    return attributes.scheme();
  }

  /** When it was signed; with the scheme {@link SigningScheme#X509} only the signer says so. */
  public Instant signingTime() {
    return attributes.signingTime();
  }

  /** From when on it counts no more, or null. */
  public @Nullable Instant expiry() {
    return attributes.expiry();
  }

  /** The plug-in without which the signer does not want it verified, or null. */
  public @Nullable String verificationPlugin() {
    return attributes.plugin();
  }

  /** The signer's certificates. */
  public CertificateChain chain() {
    return chain;
  }

  /** The program that signed, as anybody could have written it; or null. */
  public @Nullable String signingAgent() {
    return unsigned.agent();
  }

  /**
   * The time that a trusted authority attests.
   *
   * @param trusted the roots of the authorities
   * @throws CertificateRefused if there is no time stamp, or not one that counts
   */
  public Timestamp timestamp(Set<X509Certificate> trusted) throws CertificateRefused {
    byte[] token = unsigned.timestamp();
    if (token == null) {
      throw new CertificateRefused("no time stamp is with the signature");
    }
    return TimestampToken.verify(token, signature, chain.algorithm(), trusted);
  }
}
