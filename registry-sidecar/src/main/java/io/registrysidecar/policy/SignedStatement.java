package io.registrysidecar.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement about an image whose signature was verified and whose signer is trusted. Signatures
 * that are broken, of another image or of somebody who is not trusted are not among these.
 *
 * @param signer who signed: the configured name of the key, or the identity in the certificate
 * @param roles what the signer is trusted for, as configured, such as {@code release} or {@code
 *     scanner}
 * @param type predicate type of the in-toto statement; empty for a plain image signature
 * @param builder the identity of the builder that provenance names, or null when it is none
 * @param signedAt when it was signed as far as that is proven, or null
 * @param predicate what is stated, as JSON; empty for a plain image signature
 * @param overridden why the image was signed although it did not meet its policy; null where
 *     nothing of that is said
 */
public record SignedStatement(
    String signer,
    Set<String> roles,
    String type,
    @Nullable String builder,
    @Nullable Instant signedAt,
    Map<String, Object> predicate,
    @Nullable String overridden) {

  /** Copies the roles and the predicate. */
  public SignedStatement {
    roles = Set.copyOf(roles);
    predicate = Map.copyOf(predicate);
  }

  /** One that overrides nothing. */
  public SignedStatement(
      String signer,
      Set<String> roles,
      String type,
      @Nullable String builder,
      @Nullable Instant signedAt,
      Map<String, Object> predicate) {
    this(signer, roles, type, builder, signedAt, predicate, null);
  }

  /** Whether it is a signature of the image itself, not of something said about it. */
  public boolean isImageSignature() {
    return type.isEmpty();
  }
}
