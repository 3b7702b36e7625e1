package io.registrysidecar.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which VEX documents are believed.
 *
 * @param files documents
 * @param urls documents on web servers
 * @param refresh how often those are fetched
 * @param authors public keys that sign documents on web servers and beside images
 * @param requireSignature whether those have to be signed by one of them
 */
public record VexSettings(
    List<Path> files,
    List<URI> urls,
    Duration refresh,
    List<Path> authors,
    boolean requireSignature) {

  /** Copies the lists. */
  public VexSettings {
    files = List.copyOf(files);
    urls = List.copyOf(urls);
    authors = List.copyOf(authors);
  }

  static VexSettings of(Settings values) {
    return new VexSettings(
        values.get(VexKeys.FILES),
        values.get(VexKeys.URLS),
        values.get(VexKeys.REFRESH),
        values.get(VexKeys.AUTHORS),
        values.get(VexKeys.REQUIRE_SIGNATURE));
  }
}
