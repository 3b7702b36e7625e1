package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image in a registry. Closing it leaves the client open. */
public final class RegistryImageSource implements ImageSource {

  private final DistributionClient client;
  private final Reference reference;

  /** Reads {@code reference} through {@code client}, which speaks to its registry. */
  public RegistryImageSource(DistributionClient client, Reference reference) {
    this.client = client;
    this.reference = reference;
  }

  @Override
  public String name() {
    return reference.toString();
  }

  @Override
  public Manifest root() throws ImageException {
    return manifest(reference.key());
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    return manifest(new ManifestKey.ByDigest(descriptor.digest()));
  }

  @Override
  public Optional<Manifest> manifest(Digest digest) throws ImageException {
    return find(new ManifestKey.ByDigest(digest));
  }

  @Override
  public Optional<Manifest> tagged(String tag) throws ImageException {
    return find(new ManifestKey.Tag(tag));
  }

  @Override
  public boolean isInRegistry() {
    return true;
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws ImageException {
    try {
      return client.referrers(reference.repository(), subject, artifactType);
    } catch (RegistryException e) {
      throw new ImageException(e);
    }
  }

  @Override
  public byte[] config(Descriptor descriptor) throws ImageException {
    try (InputStream content = client.blob(reference.repository(), descriptor)) {
      return SmallBlob.read(content, descriptor);
    } catch (RegistryException e) {
      throw new ImageException(e);
    } catch (IOException e) {
      throw Failures.unreadable(e, "the configuration " + descriptor.digest(), name());
    }
  }

  @Override
  public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return new BlobLayer(
        name(), descriptor, diffId, new RegistryBlob(client, reference.repository(), descriptor));
  }

  @Override
  public void close() {
    // The client belongs to whoever made it.
  }

  private Manifest manifest(ManifestKey key) throws ImageException {
    return find(key)
        .orElseThrow(() ->
            new ImageException(
                new ImageFailure.Registry(
                    new RegistryFailure.NotFound(
                        "pull manifest " + key + " of " + name(),
                        "no such manifest. Check the repository's name and the tag"))));
  }

  private Optional<Manifest> find(ManifestKey key) throws ImageException {
    try {
      return client.manifest(reference.repository(), key);
    } catch (RegistryException e) {
      throw new ImageException(e);
    }
  }
}
