package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds and judges all signatures of an image.
 *
 * <p>A name is resolved once; everything after that goes by digest, so that a tag that moves
 * meanwhile changes nothing. The signature of an index counts for an image when the index that was
 * signed lists it.
 */
public final class ImageSignatures {

  private static final int MOST_PLATFORMS = 16;

  private final DistributionClient client;
  private final TrustedParties trust;
  private final InstantSource clock;

  /** Reads a registry, and trusts these. */
  public ImageSignatures(DistributionClient client, TrustedParties trust, InstantSource clock) {
    this.client = client;
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * Looks at everything that is attached to an image, and to the index that lists it.
   *
   * @param index an index that may list the image
   * @return empty when there is no such image
   * @throws RegistryException if the registry cannot be asked; one signature that it does not give
   *     is a verdict on that signature
   */
  public Optional<Found> of(RepositoryName repository, ManifestKey key, Optional<Digest> index)
      throws RegistryException {
    SignatureSource source = SignatureSource.of(client, repository);
    Optional<Manifest> found = source.manifest(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Manifest image = found.get();
    SignatureHunt hunt = new SignatureHunt(source, trust, clock.instant());
    look(hunt, source, image.self(), index);
    if (image instanceof Manifest.Index platforms) {
      int looked = 0;
      for (var platform : platforms.manifests()) {
        if (looked++ == MOST_PLATFORMS) {
          hunt.note("only the first " + MOST_PLATFORMS + " entries of the index were looked at");
          break;
        }
        hunt.look(platform, false);
      }
    }
    return Optional.of(new Found(image, hunt.found(), hunt.notes()));
  }

  /**
   * Looks at what counts for an image, and at nothing else: what is attached to it, and to the
   * index that lists it.
   *
   * @param index an index that may list the image
   * @throws RegistryException if the registry cannot be asked; one signature that it does not give
   *     is a verdict on that signature
   */
  public static List<FoundSignature> covering(
      SignatureSource source,
      TrustedParties trust,
      Descriptor image,
      Optional<Digest> index,
      Instant now)
      throws RegistryException {
    SignatureHunt hunt = new SignatureHunt(source, trust, now);
    look(hunt, source, image, index);
    return hunt.found();
  }

  private static void look(
      SignatureHunt hunt, SignatureSource source, Descriptor image, Optional<Digest> index)
      throws RegistryException {
    hunt.look(image, true);
    if (index.isPresent() && !index.get().equals(image.digest())) {
      lookAtIndex(hunt, source, index.get(), image.digest());
    }
  }

  private static void lookAtIndex(
      SignatureHunt hunt, SignatureSource source, Digest digest, Digest image)
      throws RegistryException {
    Manifest manifest = source.manifest(new ManifestKey.ByDigest(digest)).orElse(null);
    if (manifest instanceof Manifest.Index index
        && index.manifests().stream().anyMatch(entry -> entry.digest().equals(image))) {
      hunt.look(index.self(), true);
    } else {
      hunt.note(digest + " is no index that lists " + image + "; its signatures do not count");
    }
  }
}
