package io.registrysidecar.api;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.StoredImage;
import java.util.ArrayList;
import java.util.List;

/** Finds the image that a path names. */
final class ImageLookup {

  /** How paths name an image. */
  static final String PATH = "/api/v1/images/{name}@{digest}";

  private final ImageStore images;
  private final Registries registries;

  ImageLookup(ImageStore images, Registries registries) {
    this.images = images;
    this.registries = registries;
  }

  StoredImage find(Call call) throws Problem {
    RepositoryName repository = Parameters.requiredRepository(call.inPath("name"));
    Digest digest = Parameters.digest(call.inPath("digest"));
    List<StoredImage> found = new ArrayList<>();
    for (String registry : registries.namedOrAll(call.query().get("registry"))) {
      images.find(new ImageKey(registry, repository, digest)).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw Problem.notFound(
          "no image "
              + repository
              + "@"
              + digest
              + " was pushed since this service looks after the registry; POST /api/v1/scans asks"
              + " for a scan");
    }
    if (found.size() > 1) {
      throw Problem.badRequest(
          "ambiguous-image",
          "several registries have this image; add registry= and one of "
              + found.stream().map(image -> image.key().registry()).toList());
    }
    return found.getFirst();
  }
}
