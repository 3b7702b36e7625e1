package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which VEX documents are believed.
 *
 * @param files documents
 * @param authors public keys that sign documents attached to images
 * @param requireSignature whether what is attached has to be signed by one of them
 */
public record VexSettings(List<Path> files, List<Path> authors, boolean requireSignature) {

  /** Copies the lists. */
  public VexSettings {
    files = List.copyOf(files);
    authors = List.copyOf(authors);
  }

  static VexSettings of(Settings values) {
    return new VexSettings(
        values.get(VexKeys.FILES),
        values.get(VexKeys.AUTHORS),
        values.get(VexKeys.REQUIRE_SIGNATURE));
  }
}
