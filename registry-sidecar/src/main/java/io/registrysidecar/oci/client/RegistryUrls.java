package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The endpoints of the distribution specification below one registry's address. */
final class RegistryUrls {

  private final String base;

  RegistryUrls(URI registry) {
    String text = registry.toString();
    this.base = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/v2/";
  }

  URI manifest(RepositoryName repository, ManifestKey key) {
    return URI.create(base + repository + "/manifests/" + key);
  }

  URI blob(RepositoryName repository, Digest digest) {
    return URI.create(base + repository + "/blobs/" + digest);
  }

  URI uploads(RepositoryName repository) {
    return URI.create(base + repository + "/blobs/uploads/");
  }

  URI referrers(RepositoryName repository, Digest subject, @Nullable String artifactType) {
    String filter =
        artifactType == null
            ? ""
            : "?artifactType=" + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    return URI.create(base + repository + "/referrers/" + subject + filter);
  }

  URI tags(RepositoryName repository) {
    return URI.create(base + repository + "/tags/list");
  }

  URI catalog() {
    return URI.create(base + "_catalog");
  }
}
