package io.registrysidecar.sign.notary;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.notary.certificate.CertificateChain;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A signature made by this program.
 *
 * @param type the kind of envelope
 * @param envelope its bytes; not to be modified
 * @param chain the signer's certificates
 * @param signedAt when it was made, in whole seconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record NotarySignature(
    EnvelopeType type, byte[] envelope, CertificateChain chain, Instant signedAt) {

  /**
   * Signs an artifact. Scheme and headers are those of {@code notary.x509} without a time stamp, so
   * the signature counts for as long as the certificates are valid.
   *
   * @param target media type, digest and size of the artifact's manifest
   * @param signedAt now
   * @throws SigningFailure if the key does not sign, or its certificates would not be accepted
   */
  public static NotarySignature of(
      Signer signer, Descriptor target, Instant signedAt, SigningOptions options)
      throws SigningFailure {
    Instant now = signedAt.truncatedTo(ChronoUnit.SECONDS);
    CertificateChain chain = chain(signer, now);
    byte[] payload = new NotaryPayload(target, options.metadata()).toBytes();
    Duration validFor = options.validFor();
    Claims claims =
        new Claims(chain, now, validFor == null ? null : now.plusSeconds(validFor.toSeconds()));
    Draft draft =
        switch (options.type()) {
          case JWS -> JwsWriter.draft(claims, payload);
          case COSE -> CoseWriter.draft(claims, payload);
        };
    byte[] signature = signer.sign(SignatureForm.NOTARY, draft.toSign());
    if (!chain.verifies(draft.toSign(), signature)) {
      throw new SigningFailure(
          "the key of %s gave a signature that its certificate does not verify; check that key and"
                  .formatted(Certificates.name(chain.leaf()))
              + " certificate belong together");
    }
    return new NotarySignature(
        options.type(), draft.envelope(signature, options.agent()), chain, now);
  }

  private static CertificateChain chain(Signer signer, Instant now) throws SigningFailure {
    CertificateChain chain;
    try {
      chain = CertificateChain.of(signer.chain(), Purpose.CODE_SIGNING);
    } catch (CertificateRefused e) {
      throw new SigningFailure(
          "no verifier of the Notary Project would accept the certificates of this key: "
              + e.getMessage(),
          e);
    }
    Optional<String> notValid = chain.notValid(now, now);
    if (notValid.isPresent()) {
      throw new SigningFailure(notValid.get() + "; rotate the key");
    }
    return chain;
  }
}
