package io.registrysidecar.admission;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.ReferrersOutcome;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry of which only is asked what tags name. */
abstract class TagsOnly implements DistributionClient {

  private final String host;

  TagsOnly(String host) {
    this.host = host;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public Optional<Manifest> manifest(RepositoryName repository, ManifestKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream blob(RepositoryName repository, Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<InputStream> blobRange(
      RepositoryName repository, Digest digest, long offset, long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void pushBlob(RepositoryName repository, byte[] content) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Digest pushManifest(
      RepositoryName repository, ManifestKey key, String mediaType, byte[] content) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(RepositoryName repository, Digest digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Descriptor> referrers(
      RepositoryName repository, Digest subject, @Nullable String artifactType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReferrersOutcome changeReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add, List<Digest> remove) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> tags(RepositoryName repository) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RepositoryName> repositories() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
