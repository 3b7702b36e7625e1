package io.registrysidecar.verify;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.SignedRemarks;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signature that was found, and what a verifier says of it.
 *
 * @param kind in which form it is
 * @param holder the manifest that holds it
 * @param object the manifest that it was found for, an image or an index
 * @param covers whether what it says of {@code object} holds for the image that was asked for:
 *     false for the signature of one platform when the whole index is wanted
 * @param says the predicate type, by its own word unless it is trusted; empty for a signature of
 *     the image itself; null when it cannot be told
 * @param verification the verdict
 * @param roles what its signer is trusted for; empty unless it is trusted
 * @param statement what is stated, of a trusted attestation
 * @param remarks what a trusted signer of the image says beside, key to value, outside of a
 *     statement
 */
public record FoundSignature(
    Kind kind,
    Digest holder,
    Digest object,
    boolean covers,
    @Nullable String says,
    Verification verification,
    Set<String> roles,
    Optional<Statement> statement,
    Map<String, String> remarks) {

  /** Copies the roles and the remarks. */
  public FoundSignature {
    roles = Set.copyOf(roles);
    remarks = Map.copyOf(remarks);
  }

  /** Whether it is good, and of somebody who is trusted for something. */
  public boolean isTrusted() {
    return verification instanceof Verification.Trusted;
  }

  /** Whether it says that the image is signed, and nothing else. */
  public boolean isOfImage() {
    return says != null && says.isEmpty();
  }

  /**
   * Whether the image that was asked for may run by it: a trusted signature of the image itself, by
   * somebody who is trusted for releases. What else is signed with any other key never counts.
   */
  public boolean releases() {
    return covers && isTrusted() && isOfImage() && roles.contains(TrustedParties.RELEASE);
  }

  /**
   * Why the image was signed although it did not meet its policy, by the signed word of a trusted
   * signer; empty where that is not so, or nobody says so.
   */
  public Optional<String> overridden() {
    if (!isTrusted() || !isOfImage()) {
      return Optional.empty();
    }
    return SignedRemarks.overridden(remarks)
        .or(() ->
            statement
                .map(each -> each.predicate().path(SignedRemarks.OVERRIDDEN).asText())
                .filter(why -> !why.isBlank()));
  }

  /** The forms of signatures. */
  public enum Kind {
    /** A sigstore bundle that refers to the image. */
    BUNDLE("bundle"),
    /** A signature in cosign's old form, under a tag or referring to the image. */
    LEGACY("legacy"),
    /** An attestation in cosign's old form, under a tag. */
    LEGACY_ATTESTATION("legacy-attestation"),
    /** A signature of the Notary Project. */
    NOTARY("notary");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word that commands print. */
    public String word() {
      return word;
    }
  }
}
