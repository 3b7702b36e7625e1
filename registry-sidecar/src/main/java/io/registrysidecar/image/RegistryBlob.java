package io.registrysidecar.image;

import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer's bytes in a registry.
 *
 * @param client speaks to the registry
 * @param repository where the layer is
 * @param descriptor the layer
 */
record RegistryBlob(DistributionClient client, RepositoryName repository, Descriptor descriptor)
    implements BlobLayer.Blob {

  @Override
  public InputStream open() throws ImageException {
    try {
      return client.blob(repository, descriptor);
    } catch (RegistryException e) {
      throw new ImageException(e);
    }
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    try {
      return client
          .blobRange(repository, descriptor.digest(), offset, length)
          .orElseThrow(() -> new ContentsRefused("the registry does not honour ranges"));
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
