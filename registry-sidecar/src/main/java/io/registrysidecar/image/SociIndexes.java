package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the SOCI index of an image: a manifest that lists a table of contents for each of some of
 * the image's layers. An index of the second version is named by the image's own manifest. One of
 * the first version refers to the image, so that the image says nothing of it, and whoever may push
 * to the repository may have added it.
 */
public final class SociIndexes {

  private static final Logger log = LoggerFactory.getLogger(SociIndexes.class);

  private static final String REFERRING = "application/vnd.amazon.soci.index.v1+json";
  private static final String NAMED = "application/vnd.amazon.soci.index.v2+json";
  private static final String NAME = "com.amazon.soci.index-digest";
  private static final String LAYER = "com.amazon.soci.image-layer-digest";
  private static final String TABLE = "application/octet-stream";

  /** Who adds more than that is not trying to be understood. */
  private static final int MOST = 4;

  private SociIndexes() {}

  /**
   * The layers of an image, those of them with a table of contents in its SOCI index that may be
   * read by it. An index that cannot be had or understood leaves the layers as they are, and so do
   * several indexes that disagree.
   */
  public static List<Layer> layersOf(PlatformImage image, ImageSource source)
      throws InterruptedException {
    try {
      Map<Digest, Descriptor> tables = tables(indexes(image.manifest(), source));
      return image.layers().stream().map(layer -> with(layer, tables, source)).toList();
    } catch (ImageException | MalformedReference e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while an index of layers was looked for");
      }
      log.atInfo()
          .addKeyValue("image", source.name())
          .addKeyValue("cause", String.valueOf(e.getMessage()))
          .log("SOCI index not used");
      return image.layers();
    }
  }

  private static List<Manifest.Image> indexes(Manifest.Image image, ImageSource source)
      throws ImageException, MalformedReference {
    String name = image.annotations().get(NAME);
    if (name != null) {
      return index(source, Digest.parse(name), NAMED, null).stream().toList();
    }
    Digest subject = image.self().digest();
    List<Descriptor> referrers = source.referrers(subject, REFERRING);
    List<Manifest.Image> found = new ArrayList<>();
    if (referrers.size() <= MOST) {
      for (Descriptor referrer : referrers) {
        index(source, referrer.digest(), REFERRING, subject).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Manifest.Image> index(
      ImageSource source, Digest digest, String type, @Nullable Digest subject)
      throws ImageException {
    return source
        .manifest(digest)
        .filter(Manifest.Image.class::isInstance)
        .map(Manifest.Image.class::cast)
        .filter(index -> type.equals(index.config().mediaType()))
        .filter(index -> {
          Descriptor about = index.subject();
          return subject == null ? about == null : about != null && about.digest().equals(subject);
        });
  }

  /** By the digest of the layer; a layer for which there are several tables has none. */
  private static Map<Digest, Descriptor> tables(List<Manifest.Image> indexes)
      throws MalformedReference {
    Map<Digest, Descriptor> tables = new HashMap<>();
    Set<Digest> disputed = new HashSet<>();
    for (Manifest.Image index : indexes) {
      for (Descriptor table : index.layers()) {
        String layer = table.annotations().get(LAYER);
        if (layer == null || !table.mediaType().equals(TABLE)) {
          continue;
        }
        Digest digest = Digest.parse(layer);
        Descriptor other = tables.put(digest, table);
        if (other != null && !other.digest().equals(table.digest())) {
          disputed.add(digest);
        }
      }
    }
    tables.keySet().removeAll(disputed);
    return tables;
  }

  private static Layer with(Layer layer, Map<Digest, Descriptor> tables, ImageSource source) {
    Descriptor table = tables.get(layer.descriptor().digest());
    return table != null
            && layer instanceof BlobLayer blob
            && source.layer(table, null) instanceof BlobLayer kept
        ? blob.with(kept)
        : layer;
  }
}
