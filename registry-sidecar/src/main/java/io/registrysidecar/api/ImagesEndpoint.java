package io.registrysidecar.api;

import io.registrysidecar.store.ImageFilter;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.StoredImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known about images. */
final class ImagesEndpoint {

  private final ImageStore images;
  private final Registries registries;
  private final ImageLookup lookup;

  ImagesEndpoint(ImageStore images, Registries registries) {
    this.images = images;
    this.registries = registries;
    this.lookup = new ImageLookup(images, registries);
  }

  List<Route> routes() {
    Set<String> filters = new HashSet<>(Paging.PARAMETERS);
    filters.addAll(Set.of("registry", "repository", "tag", "state", "severity", "deleted"));
    return List.of(
        Route.get("/api/v1/images", filters, this::list),
        Route.get(ImageLookup.PATH, Set.of("registry"), this::one),
        Route.get(ImageLookup.PATH + "/report", Set.of("registry"), this::report));
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
            Parameters.flag("deleted", call.query().get("deleted")));
    return Paging.answer(images.list(filter, Paging.requested(call)), ImageView::of);
  }

  private Answer one(Call call) throws Problem {
    return Answer.json(ImageView.of(lookup.find(call)));
  }

  private Answer report(Call call) throws Problem {
    StoredImage image = lookup.find(call);
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

  /** The severities that can be asked for. */
  private enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
  }
}
