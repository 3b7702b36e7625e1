package io.registrysidecar.intake;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.util.List;
import java.util.Optional;

/** What reconciliation asks a registry. */
public interface TagSource {

  /** All repositories, where the registry tells. */
  List<RepositoryName> repositories() throws RegistryException;

  /** All tags of a repository but those of the referrers tag schema. */
  List<String> tags(RepositoryName repository) throws RegistryException;

  /** What a tag names. */
  Optional<Digest> resolve(RepositoryName repository, ManifestKey.Tag tag) throws RegistryException;

  /** Asks a registry through its client. */
  static TagSource of(DistributionClient client) {
    return new TagSource() {
      @Override
      public List<RepositoryName> repositories() throws RegistryException {
        return client.repositories();
      }

      @Override
      public List<String> tags(RepositoryName repository) throws RegistryException {
        return client.tags(repository);
      }

      @Override
      public Optional<Digest> resolve(RepositoryName repository, ManifestKey.Tag tag)
          throws RegistryException {
        return client.resolve(repository, tag);
      }
    };
  }
}
