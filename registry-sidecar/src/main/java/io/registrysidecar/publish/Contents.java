package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.ReportReader;
import java.io.IOException;
import java.io.InputStream;

/** Fetches the content of published artifacts. */
final class Contents {

  private Contents() {}

  /**
   * The whole content.
   *
   * @throws RegistryException if the registry does not give it, if it is larger than any report, or
   *     if it is not what its descriptor promises
   */
  static byte[] fetch(DistributionClient client, RepositoryName repository, Descriptor layer)
      throws RegistryException {
    String action = "pull " + layer.digest() + " of " + client.host() + "/" + repository;
    if (layer.size() > ReportReader.DEFAULT_MAX_BYTES) {
      throw new RegistryException(
          new RegistryFailure.TooLarge(action, ReportReader.DEFAULT_MAX_BYTES));
    }
    try (InputStream in = client.blob(repository, layer)) {
      return in.readAllBytes();
    } catch (IOException e) {
      if (e.getCause() instanceof RegistryException failure) {
        throw failure;
      }
      throw new RegistryException(
          new RegistryFailure.Unreachable(action, String.valueOf(e.getMessage())));
    }
  }

  /** The fingerprint of a layer, downloaded only where the digest does not tell. */
  static Digest fingerprint(DistributionClient client, RepositoryName repository, Descriptor layer)
      throws RegistryException {
    return layer.mediaType().equals(MediaTypes.REPORT)
        ? Fingerprint.of(layer.mediaType(), fetch(client, repository, layer))
        : layer.digest();
  }
}
