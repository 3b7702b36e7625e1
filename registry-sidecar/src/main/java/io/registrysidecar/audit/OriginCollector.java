package io.registrysidecar.audit;

import io.registrysidecar.audit.BuildClaim.Kind;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where an image came from: from attestations in its index, from what refers to it or to
 * its index or lies beside it under a tag, and from what it says about itself.
 *
 * <p>What cannot be read is a note, never a failure: an image without provenance is an image. The
 * number of artifacts that are looked at, and the bytes that are read, are bounded.
 */
public final class OriginCollector {

  /** Code of the notes about what the registry did not give. */
  public static final String UNREADABLE = "provenance-unreadable";

  /** Code of the notes about what is not what it should be, or more than is read. */
  public static final String UNUSABLE = "provenance-unusable";

  private static final String REFERENCE = "vnd.docker.reference.type";
  private static final String ABOUT = "vnd.docker.reference.digest";
  private static final String ATTESTATION = "attestation-manifest";

  private final Trust trust;

  /** Judges signatures by {@code trust}. */
  public OriginCollector(Trust trust) {
    this.trust = trust;
  }

  /**
   * Collects.
   *
   * @param image the image
   * @param source where it is from
   * @param index an index that is known to list the image, asked for where the image was not found
   *     through one
   * @throws InterruptedException if interrupted
   */
  public Origin collect(PlatformImage image, ImageSource source, Optional<Digest> index)
      throws InterruptedException {
    Work work = new Work(image, source);
    work.run(index);
    return work.origin();
  }

  /**
   * Whether a report tells of every attestation that the index of {@code image} lists. One that was
   * made before the index was known does not.
   *
   * @param part the report's {@code audit}
   */
  public static boolean isComplete(PlatformImage image, Map<String, Object> part) {
    Manifest.Index index = image.index();
    return index == null
        || beside(image.manifest().self().digest(), index).stream()
            .limit(StatementBounds.MOST_ARTIFACTS)
            .allMatch(entry -> TrailJson.tellsOf(part, entry.digest()));
  }

  /** The attestations that BuildKit puts beside an image into its index. */
  static List<Descriptor> beside(Digest image, Manifest.Index index) {
    return index.manifests().stream()
        .filter(entry -> ATTESTATION.equals(entry.annotations().get(REFERENCE)))
        .filter(entry -> image.toString().equals(entry.annotations().get(ABOUT)))
        .toList();
  }

  /** One image. */
  private final class Work {
    private final PlatformImage image;
    private final ImageSource source;
    private final List<BuildClaim> built = new ArrayList<>();
    private final List<CoverageNote> notes = new ArrayList<>();
    private Manifest.@Nullable Index index;
    private @Nullable Digest archive;
    private List<Attached> attached = List.of();

    Work(PlatformImage image, ImageSource source) {
      this.image = image;
      this.source = source;
      this.index = image.index();
    }

    void run(Optional<Digest> known) throws InterruptedException {
      if (index == null && known.isPresent()) {
        attempt("the index " + known.get(), () -> index = listing(known.get()));
      }
      attempt("the archive", () -> archive = source.archive().orElse(null));
      Digest manifest = image.manifest().self().digest();
      Manifest.Index in = index;
      StatementHunt hunt =
          new StatementHunt(
              source, trust, manifest, in == null ? null : in.self().digest(), image.platform());
      if (in != null) {
        for (Descriptor entry : beside(manifest, in)) {
          attempt("the attestation " + entry.digest(), () -> hunt.attestations(entry));
        }
        attempt("what refers to the index", () -> hunt.referrers(in.self().digest()));
        attempt("signatures of the index under tags", () -> hunt.tags(in.self().digest()));
        addLabels(in.annotations(), Kind.INDEX_ANNOTATIONS, in.self().digest());
      }
      attempt("what refers to the image", () -> hunt.referrers(manifest));
      attempt("signatures of the image under tags", () -> hunt.tags(manifest));
      built.addAll(hunt.built());
      attached = hunt.attached();
      notes.addAll(hunt.notes());
      addLabels(image.manifest().annotations(), Kind.ANNOTATIONS, manifest);
      addLabels(image.config().labels(), Kind.LABELS, image.manifest().config().digest());
      OwnWords.ofHistory(image.config(), image.manifest().config().digest()).ifPresent(built::add);
    }

    Origin origin() {
      Manifest.Index in = index;
      return new Origin(
          Content.of(image, in == null ? null : in.self().digest(), archive),
          built,
          attached,
          notes);
    }

    private void addLabels(Map<String, String> labels, Kind kind, Digest of) {
      OwnWords.ofLabels(labels, kind, of).ifPresent(built::add);
    }

    /** That an index lists an image counts only when its own bytes say so. */
    private Manifest.@Nullable Index listing(Digest digest) throws ImageException {
      Digest manifest = image.manifest().self().digest();
      return source.manifest(digest).orElse(null) instanceof Manifest.Index found
              && found.manifests().stream().anyMatch(entry -> entry.digest().equals(manifest))
          ? found
          : null;
    }

    private void attempt(String what, Attempt attempt) throws InterruptedException {
      try {
        attempt.run();
      } catch (ImageException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while the origin of an image was looked for");
        }
        notes.add(CoverageNote.of(UNREADABLE, what + " was not read: " + e.getMessage()));
      }
    }
  }

  /** Something that a registry may refuse. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws ImageException;
  }
}
