package io.registrysidecar.audit;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signature or an attestation that was found beside an image.
 *
 * @param kind what it is
 * @param manifest the artifact that holds it
 * @param blob the statement, envelope or bundle, or null when only the artifact was looked at
 * @param predicateType what kind of thing is said, or null when it is not known
 * @param result what came of looking at it
 * @param signer who signed, by the verifier's word, or null
 * @param detail what there is to say, or empty
 * @param index the index that lists the image, where it was found in that or beside it; null when
 *     it was found beside the image itself
 */
public record Attached(
    Kind kind,
    Digest manifest,
    @Nullable Digest blob,
    @Nullable String predicateType,
    Result result,
    @Nullable String signer,
    String detail,
    @Nullable Digest index) {

  static final Comparator<Attached> IN_ORDER =
      Comparator.comparing(Attached::kind)
          .thenComparing(Attached::manifest)
          .thenComparing(each -> String.valueOf(each.blob()));

  /** Found beside the image itself. */
  public Attached(
      Kind kind,
      Digest manifest,
      @Nullable Digest blob,
      @Nullable String predicateType,
      Result result,
      @Nullable String signer,
      String detail) {
    this(kind, manifest, blob, predicateType, result, signer, detail, null);
  }

  /** The same, found in an index that lists the image, or beside it. */
  Attached of(Digest listing) {
    return new Attached(kind, manifest, blob, predicateType, result, signer, detail, listing);
  }

  /** Whether it is signed, or says that it is. */
  public boolean isSignature() {
    return kind != Kind.STATEMENT && kind != Kind.BUILDKIT_ATTESTATION;
  }

  /** How far it can be relied on; empty where it cannot. */
  public Optional<TrustLevel> trust() {
    return switch (result) {
      case OK -> Optional.of(TrustLevel.VERIFIED);
      case UNTRUSTED, UNCHECKED -> Optional.of(TrustLevel.CLAIMED_SIGNED);
      case UNSIGNED -> Optional.of(TrustLevel.CLAIMED);
      case INVALID, UNREADABLE, OF_OTHERS -> Optional.empty();
    };
  }

  /** What it is. */
  public enum Kind {
    /** A Notary Project signature. */
    NOTATION("notation"),
    /** A sigstore bundle. */
    COSIGN_BUNDLE("cosign-bundle"),
    /** A signature of the image in cosign's old form, under a tag or referring to the image. */
    COSIGN_SIGNATURE("cosign-sig"),
    /** A DSSE envelope by itself, as cosign has attestations in its old form under a tag. */
    DSSE("dsse"),
    /** A bare statement in an artifact that refers to the image. */
    STATEMENT("statement"),
    /** A bare statement in BuildKit's attestation manifest. */
    BUILDKIT_ATTESTATION("buildkit-attestation");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word that trails use. */
    public String word() {
      return word;
    }
  }

  /** What came of looking at it. */
  public enum Result {
    /** Signed by somebody who is trusted. */
    OK,
    /** Signed by somebody else. */
    UNTRUSTED,
    /** Its signature was not looked at. */
    UNCHECKED,
    /** Nobody signed it. */
    UNSIGNED,
    /** Its signature is wrong, or of something else. What it says is not used. */
    INVALID,
    /** It is about another artifact, whatever it refers to. What it says is not used. */
    OF_OTHERS,
    /** It could not be read. */
    UNREADABLE;

    /** The word that trails use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Result of(Optional<Verification> verification) {
      return verification.isEmpty()
          ? UNCHECKED
          : switch (verification.get()) {
            case Verification.Trusted _ -> OK;
            case Verification.Untrusted _ -> UNTRUSTED;
            case Verification.Invalid _ -> INVALID;
          };
    }
  }
}
