package io.registrysidecar.api;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.StoredImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known about images. */
final class ImagesEndpoint {

  private static final String IMAGE = "/api/v1/images/{name}@{digest}";

  private final ImageStore images;
  private final Registries registries;

  ImagesEndpoint(ImageStore images, Registries registries) {
    this.images = images;
    this.registries = registries;
  }

  List<Route> routes() {
    Set<String> filters = new HashSet<>(Paging.PARAMETERS);
    filters.addAll(Set.of("registry", "repository", "tag", "state", "severity", "deleted"));
    return List.of(
        Route.get("/api/v1/images", filters, this::list),
        Route.get(IMAGE, Set.of("registry"), this::one),
        Route.get(IMAGE + "/report", Set.of("registry"), this::report));
  }

  private Answer list(Call call) throws Problem {
    Severity severity = Parameters.oneOf("severity", Severity.class, call.query().get("severity"));
    ImageFilter filter =
        new ImageFilter(
            registries.known(call.query().get("registry")),
            Parameters.repository(call.query().get("repository")),
            call.query().get("tag"),
            Parameters.oneOf("state", ImageState.class, call.query().get("state")),
            severity == null ? null : Parameters.word(severity),
            Parameters.oneOf("deleted", Flag.class, call.query().get("deleted")) == Flag.TRUE);
    return Paging.answer(images.list(filter, Paging.requested(call)), ImageView::of);
  }

  private Answer one(Call call) throws Problem {
    return Answer.json(ImageView.of(find(call)));
  }

  private Answer report(Call call) throws Problem {
    StoredImage image = find(call);
    byte[] report =
        images
            .report(image.key())
            .orElseThrow(() ->
                Problem.notFound(
                    image.key()
                        + " has no report; its state is "
                        + Parameters.word(image.state())
                        + (image.detail().isEmpty() ? "" : ": " + image.detail())));
    return Answer.json(200, report);
  }

  private StoredImage find(Call call) throws Problem {
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

  /** The severities that can be asked for. */
  private enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
  }

  /** A switch in a query. */
  private enum Flag {
    TRUE,
    FALSE
  }
}
