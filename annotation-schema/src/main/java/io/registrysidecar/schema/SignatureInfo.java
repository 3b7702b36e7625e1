package io.registrysidecar.schema;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature that was verified, by somebody who is trusted, when the verdict was given.
 *
 * @param form how it is kept: {@code bundle}, {@code legacy}, {@code legacy-attestation} or {@code
 *     notary}
 * @param signer who signed: the configured name of the key, or the identity in the certificate
 * @param issuer who vouches for that identity: the issuer of the certificate, or of the token that
 *     it was made for; null for a key
 * @param roles what the signer is trusted for, sorted
 * @param statement predicate type of what is stated of the image; null for a signature of the image
 *     itself
 * @param object digest of what was signed: the image, or an index that lists it
 * @param manifest digest of the manifest that holds the signature
 */
public record SignatureInfo(
    String form,
    String signer,
    @Nullable String issuer,
    List<String> roles,
    @Nullable String statement,
    String object,
    String manifest) {

  /** By what is signed, then by form and signer. */
  public static final Comparator<SignatureInfo> IN_ORDER =
      Comparator.comparing((SignatureInfo info) -> info.statement == null ? "" : info.statement)
          .thenComparing(SignatureInfo::form)
          .thenComparing(SignatureInfo::signer)
          .thenComparing(SignatureInfo::object)
          .thenComparing(SignatureInfo::manifest);

  /** Checks the digests, and sorts the roles. */
  public SignatureInfo {
    Require.text("form of a signature", form);
    Require.text("signer", signer);
    Require.digest("digest of what was signed", object);
    Require.digest("digest of a signature", manifest);
    roles = roles.stream().sorted().distinct().toList();
  }
}
