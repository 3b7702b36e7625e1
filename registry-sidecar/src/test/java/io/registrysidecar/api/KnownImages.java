package io.registrysidecar.api;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageFacts;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Images that the store of a running API knows, and where the API shows them. */
final class KnownImages {

  static final String REPORT = "{\"schemaVersion\":\"1\"}";

  private KnownImages() {}

  /** An image that nobody looked at yet. */
  static ImageKey pushed(Store store, String registry, String repository, int n) {
    ImageKey image = new ImageKey(registry, new RepositoryName(repository), digest(n));
    store.images().seen(image, RunningApi.NOW.plusSeconds(n));
    return image;
  }

  /** An image that was looked at; some of its packages, or none, as the coverage says. */
  static ImageKey scanned(Store store, String registry, String repository, int n, String coverage) {
    ImageKey image = pushed(store, registry, repository, n);
    store
        .images()
        .describe(
            image,
            new ImageFacts(
                OciMediaTypes.IMAGE_MANIFEST, 17, new Platform("linux", "amd64", null), List.of()),
            RunningApi.NOW);
    store.images().tagged(registry, image.repository(), "1." + n, image.digest(), RunningApi.NOW);
    store
        .images()
        .scanned(
            image,
            new ImageResult(
                new SeverityCounts(1, 2, 0, 0, 0, 0, 3),
                coverage,
                "v1",
                REPORT.getBytes(StandardCharsets.UTF_8),
                RunningApi.NOW));
    return image;
  }

  static String path(ImageKey image) {
    return "/api/v1/images/" + image.repository() + "@" + image.digest();
  }

  static Digest digest(int n) {
    return Digest.sha256(new byte[] {(byte) n});
  }
}
