package io.registrysidecar.audit;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of how an image was built. Claims of several sources stand beside each other
 * and are never merged: a reader sees who says what.
 *
 * @param trust how far it can be relied on
 * @param source who says so
 * @param build what it says
 * @param rebuild how to build it again, or null when the source does not tell
 * @param steps commands of the image's history, oldest first; empty where the source is another
 */
public record BuildClaim(
    TrustLevel trust,
    Source source,
    Provenance build,
    @Nullable Rebuild rebuild,
    List<String> steps) {

  /** The most reliable first. */
  static final Comparator<BuildClaim> BEST_FIRST =
      Comparator.comparing(BuildClaim::trust)
          .thenComparing(claim -> claim.source().kind())
          .thenComparing(claim -> claim.source().digest());

  /** Copies the list. */
  public BuildClaim {
    steps = List.copyOf(steps);
  }

  /** A claim of an attestation about an image for {@code platform}. */
  static BuildClaim of(
      Provenance provenance, TrustLevel trust, Source source, @Nullable String platform) {
    return new BuildClaim(trust, source, provenance, Rebuild.of(provenance, platform), List.of());
  }

  /** A claim that only names some facts. */
  static BuildClaim of(
      TrustLevel trust,
      Source source,
      @Nullable String builder,
      @Nullable SourceRef checkout,
      @Nullable Instant finishedOn,
      List<Resource> bases,
      List<String> steps) {
    var build =
        new Provenance(
            builder,
            null,
            checkout,
            false,
            null,
            null,
            null,
            null,
            null,
            finishedOn,
            List.of(),
            bases,
            new Provenance.Detail(false, null, null, null, null));
    return new BuildClaim(trust, source, build, null, steps);
  }

  /**
   * Who says so.
   *
   * @param kind what it is
   * @param digest of the bytes that say so: a statement, a configuration, a manifest
   * @param signer who signed it, by the verifier's word, or null
   */
  public record Source(Kind kind, Digest digest, @Nullable String signer) {}

  /** What can say how an image was built. */
  public enum Kind {
    /** A sigstore bundle that refers to the image. */
    BUNDLE("sigstore-bundle"),
    /** A statement, bare or in an envelope, in an artifact that refers to the image. */
    REFERRER("referrer"),
    /** A statement in the attestation manifest that BuildKit puts beside an image in its index. */
    BUILDKIT_INDEX("buildkit-index"),
    /** Labels of the configuration. */
    LABELS("labels"),
    /** Annotations of the manifest. */
    ANNOTATIONS("annotations"),
    /** Annotations of the index. */
    INDEX_ANNOTATIONS("index-annotations"),
    /** The history in the configuration. */
    HISTORY("history");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word that trails use. */
    public String word() {
      return word;
    }
  }
}
