package io.registrysidecar.sign;

/** How the readers of a signature want its bytes; the algorithm itself follows from the key. */
public enum SignatureForm {
  /**
   * As cosign and sigstore read it: ECDSA as ASN.1 DER with the hash of the curve's size, RSA as
   * PKCS #1 v1.5 with SHA-256.
   */
  SIGSTORE,
  /**
   * As JWS and COSE have it (Notary Project signature specification): ECDSA as the two numbers side
   * by side (IEEE P1363), RSA as PSS with MGF1 and a salt of the hash's length.
   */
  NOTARY
}
