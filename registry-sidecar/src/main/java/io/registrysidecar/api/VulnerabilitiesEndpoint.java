package io.registrysidecar.api;

import io.registrysidecar.store.FindingStore;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Page;
import java.util.List;
import java.util.Optional;

/** The reverse question: which images a vulnerability is in. */
final class VulnerabilitiesEndpoint {

  private final FindingStore findings;
  private final ImageStore images;

  VulnerabilitiesEndpoint(FindingStore findings, ImageStore images) {
    this.findings = findings;
    this.images = images;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/vulnerabilities/{id}/images", Paging.PARAMETERS, this::affected));
  }

  private Answer affected(Call call) throws Problem {
    Page<ImageKey> page = findings.imagesAffectedBy(call.inPath("id"), Paging.requested(call));
    List<ImageView> shown =
        page.items().stream()
            .map(images::find)
            .flatMap(Optional::stream)
            .map(ImageView::of)
            .toList();
    return Paging.answer(new Page<>(shown, page.next()), view -> view);
  }
}
