package io.registrysidecar.api;

import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;

/** Takes the wish for a scan. What was taken is on disk when the method returns. */
@FunctionalInterface
public interface ScanRequests {

  /**
   * Asks for a scan, even of an image that has been scanned.
   *
   * @param registry the registry's configured name
   * @return the number of the scan
   */
  long request(String registry, RepositoryName repository, ManifestKey reference);
}
