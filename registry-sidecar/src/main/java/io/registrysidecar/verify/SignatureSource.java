package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.sign.dsse.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The repository that signatures are read from. */
public interface SignatureSource {

  /** Registry host and repository, as signatures name them. */
  String repository();

  /** A manifest, verified when asked for by digest; empty when there is none. */
  Optional<Manifest> manifest(ManifestKey key) throws RegistryException;

  /** Everything that refers to {@code subject}. */
  List<Descriptor> referrers(Digest subject) throws RegistryException;

  /** The content of a layer that is not larger than {@link Envelope#LARGEST}, verified. */
  byte[] content(Descriptor layer) throws RegistryException;

  /** Asks a registry. */
  static SignatureSource of(DistributionClient client, RepositoryName repository) {
    return new SignatureSource() {
      @Override
      public String repository() {
        return client.host() + "/" + repository;
      }

      @Override
      public Optional<Manifest> manifest(ManifestKey key) throws RegistryException {
        return client.manifest(repository, key);
      }

      @Override
      public List<Descriptor> referrers(Digest subject) throws RegistryException {
        return client.referrers(repository, subject, null);
      }

      @Override
      public byte[] content(Descriptor layer) throws RegistryException {
        try (InputStream in = client.blob(repository, layer)) {
          return in.readNBytes(Envelope.LARGEST + 1);
        } catch (IOException e) {
          if (e.getCause() instanceof RegistryException failure) {
            throw failure;
          }
          throw new RegistryException(
              new RegistryFailure.Unreachable(
                  "pull " + layer.digest() + " of " + repository(),
                  String.valueOf(e.getMessage())));
        }
      }
    };
  }
}
