package io.registrysidecar.admission;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Publication;
import io.registrysidecar.store.PublicationState;
import io.registrysidecar.store.PublicationStore;
import io.registrysidecar.store.StoredImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from the state what is known of images. */
final class StoredVerdicts {

  private static final String NOTARY = "application/vnd.cncf.notary.signature";

  /** The artifacts that do not carry their signature themselves. */
  private static final Set<String> PLAIN =
      Set.of(MediaTypes.REPORT, MediaTypes.CYCLONEDX, MediaTypes.SARIF);

  private final ImageStore images;
  private final PublicationStore publications;

  StoredVerdicts(ImageStore images, PublicationStore publications) {
    this.images = images;
    this.publications = publications;
  }

  /** What is known of an image now. */
  Knowledge read(ImageKey key) {
    StoredImage image = images.find(key).filter(known -> known.deletedAt() == null).orElse(null);
    if (image == null) {
      return new Knowledge.Unheard();
    }
    return switch (image.state()) {
      // The report of an image that went and came back is about the time before.
      case PENDING -> pending(image);
      case SCANNED -> judged(image, "");
      case FAILED ->
          image.scannedAt() == null
              ? new Knowledge.Unscannable("it could not be scanned: " + image.detail())
              : judged(image, "a newer scan failed: " + image.detail());
      case UNSUPPORTED -> new Knowledge.Unscannable("it cannot be scanned: " + image.detail());
    };
  }

  /**
   * From the first push on: who pushes an image again and again before it is scanned, under other
   * tags maybe, gets no more time. One that was scanned before it went has time again.
   */
  private static Knowledge pending(StoredImage image) {
    return new Knowledge.Pending(image.scannedAt() == null ? image.firstSeen() : image.pushedAt());
  }

  private Knowledge judged(StoredImage image, String caveat) {
    Instant scannedAt = image.scannedAt();
    Optional<byte[]> report = images.report(image.key());
    if (scannedAt == null || report.isEmpty()) {
      return pending(image);
    }
    VerdictReader.Given given;
    try {
      given = VerdictReader.read(report.get());
    } catch (IOException e) {
      return new Knowledge.Unscannable("its report cannot be read: " + e.getMessage());
    }
    return new Knowledge.Judged(
        new KnownVerdict(
            given.verdict(), scannedAt, caveat, published(image.key()), given.signatures()));
  }

  private List<KnownVerdict.Published> published(ImageKey image) {
    return publications.of(image).stream()
        .filter(StoredVerdicts::isThere)
        .map(result ->
            new KnownVerdict.Published(
                result.artifactType(),
                result.digest(),
                PLAIN.contains(result.artifactType()) ? signature(image, result.digest()) : null))
        .toList();
  }

  private @Nullable Digest signature(ImageKey image, Digest result) {
    return publications.of(new ImageKey(image.registry(), image.repository(), result)).stream()
        .filter(StoredVerdicts::isThere)
        .filter(signature -> signature.artifactType().equals(NOTARY))
        .map(Publication::digest)
        .findFirst()
        .orElse(null);
  }

  private static boolean isThere(Publication publication) {
    return publication.state() == PublicationState.PUBLISHED;
  }
}
