package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.OpenVexWriter.Target;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows from the store what operators say of images. What is said of an index is said of each of
 * its platforms, with the index named beside; and what is said of a platform is a part of what is
 * said of its index.
 */
public final class StoredStatements {

  private final VexStore statements;
  private final ImageStore images;
  private final InstantSource clock;

  /** Knows what {@code store} does. */
  public StoredStatements(Store store, InstantSource clock) {
    this.statements = store.vex();
    this.images = store.images();
    this.clock = clock;
  }

  /** What counts now of an image, in the order in which it was said. */
  public List<StatedVex> of(ImageKey image) {
    List<Digest> platforms = images.children(image);
    Instant now = clock.instant();
    return statements.about(image.registry(), image.repository(), manifests(image)).stream()
        .filter(statement -> statement.counts(now))
        .map(statement -> new StatedVex(statement, targets(image, platforms, statement)))
        .toList();
  }

  /** When something of that began or ceased to count, as far as anybody remembers. */
  Optional<Instant> changed(ImageKey image) {
    Instant now = clock.instant();
    return statements.about(image.registry(), image.repository(), manifests(image)).stream()
        .map(statement -> statement.changed(now))
        .max(Instant::compareTo);
  }

  /** The image itself, the indexes that have it, and its platforms. */
  private List<Digest> manifests(ImageKey image) {
    List<Digest> all = new ArrayList<>(images.children(image));
    all.add(image.digest());
    images.parents(image).forEach(index -> all.add(index.digest()));
    return all;
  }

  private List<Target> targets(ImageKey image, List<Digest> platforms, StoredVex statement) {
    Digest about = statement.scope().digest();
    if (about != null && platforms.contains(about)) {
      return List.of(target(image, about));
    }
    List<Target> targets = new ArrayList<>();
    targets.add(target(image, image.digest()));
    platforms.forEach(platform -> targets.add(target(image, platform)));
    if (about != null && !about.equals(image.digest())) {
      // The index that it was said of: whoever knows the image by that digest finds it, too.
      targets.add(target(image, about));
    }
    return targets;
  }

  private Target target(ImageKey image, Digest manifest) {
    @Nullable Platform platform =
        images
            .find(new ImageKey(image.registry(), image.repository(), manifest))
            .map(StoredImage::platform)
            .orElse(null);
    return new Target(
        manifest,
        platform == null || platform.architecture().equals("unknown")
            ? null
            : platform.architecture());
  }
}
