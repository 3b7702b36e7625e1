package io.registrysidecar.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.advisory.vex.VexHint;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what an operator states with the findings that are known of what it is about. */
public final class StatedFindings {

  /** So many images of a repository are looked at, those that were pushed last. */
  private static final int MOST_IMAGES = 20;

  private final ImageStore images;

  /** Looks into the latest reports. */
  public StatedFindings(ImageStore images) {
    this.images = images;
  }

  /**
   * What to tell whoever states it: that no finding is meant, and which one may be. Empty when one
   * is, or when nothing was scanned yet.
   */
  public Optional<String> hint(VexScope scope, VexMark mark) {
    List<VexHint.Known> known = new ArrayList<>();
    List<byte[]> reports =
        manifests(scope)
            .flatMap(image -> images.report(image).stream())
            .limit(MOST_IMAGES)
            .toList();
    for (byte[] report : reports) {
      try {
        for (JsonNode finding : BoundedJson.read(report).path("findings")) {
          known.add(known(finding));
        }
      } catch (IOException e) {
        return Optional.empty(); // a report that cannot be read is told where reports are read
      }
    }
    return reports.isEmpty() ? Optional.empty() : VexHint.of(mark, known, scope.toString());
  }

  private Stream<ImageKey> manifests(VexScope scope) {
    Digest digest = scope.digest();
    if (digest != null) {
      return Stream.of(new ImageKey(scope.registry(), scope.repository(), digest));
    }
    var there =
        new ImageFilter(
            scope.registry(), scope.repository(), null, ImageState.SCANNED, null, false);
    return images.list(there, PageRequest.first(MOST_IMAGES)).items().stream()
        .map(StoredImage::key);
  }

  private static VexHint.Known known(JsonNode finding) {
    List<String> names = new ArrayList<>();
    names.add(finding.path("id").asText());
    finding.path("aliases").forEach(alias -> names.add(alias.asText()));
    return new VexHint.Known(names, finding.path("component").asText());
  }
}
