package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a registry says about one image.
 *
 * @param manifest the manifest or index
 * @param platform what it runs on, as the index that lists it says; null otherwise
 * @param referrers everything that refers to it, whoever wrote it
 * @param report the newest report that can be read, or null when there is none
 * @param problems reports that were passed over, and why, one sentence each
 * @param platforms the platforms of an index, in its order; empty otherwise
 */
public record PublishedImage(
    Descriptor manifest,
    @Nullable Platform platform,
    List<Descriptor> referrers,
    @Nullable Report report,
    List<String> problems,
    List<PublishedImage> platforms) {

  /** Copies the lists. */
  public PublishedImage {
    referrers = List.copyOf(referrers);
    problems = List.copyOf(problems);
    platforms = List.copyOf(platforms);
  }
}
