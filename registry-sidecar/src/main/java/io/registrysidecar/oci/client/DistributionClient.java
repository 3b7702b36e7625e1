package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One registry, as the OCI distribution specification 1.1 lets it be used.
 *
 * <p>Every method blocks its thread until the registry has answered: call it from a virtual thread,
 * never from an event loop. All methods may be called from any number of threads at once.
 */
public interface DistributionClient extends AutoCloseable {

  /** The registry's host and port, as references write it. */
  String host();

  /**
   * Reads a manifest, verified against the digest when asked for by digest; empty when there is
   * none.
   */
  Optional<Manifest> manifest(RepositoryName repository, ManifestKey key) throws RegistryException;

  /** Whether a manifest is there, without its body. */
  Optional<Digest> resolve(RepositoryName repository, ManifestKey key) throws RegistryException;

  /**
   * Streams a blob. The stream resumes broken downloads and, at its end, verifies size and digest:
   * reading the last byte fails with a {@link RegistryException} wrapped in an {@code IOException}
   * when they are wrong. Closing it early aborts the download.
   */
  InputStream blob(RepositoryName repository, Descriptor descriptor) throws RegistryException;

  /**
   * Streams some bytes from within a blob. They are not verified, because the digest covers the
   * whole.
   *
   * @param offset the first byte
   * @param length the number of bytes, more than 0; a blob that ends earlier gives an {@code
   *     EOFException}
   * @return empty when the registry does not honour ranges and would send the whole blob
   */
  Optional<InputStream> blobRange(
      RepositoryName repository, Digest digest, long offset, long length) throws RegistryException;

  /** Stores a blob unless it is there already. */
  void pushBlob(RepositoryName repository, byte[] content) throws RegistryException;

  /**
   * Stores a blob of which it is known that it is new, without asking first whether it is there.
   *
   * @param digest the SHA-256 digest of {@code content}
   */
  default void pushNewBlob(RepositoryName repository, Digest digest, byte[] content)
      throws RegistryException {
    pushBlob(repository, content);
  }

  /** Stores a manifest under its digest or a tag; gives its digest. */
  Digest pushManifest(RepositoryName repository, ManifestKey key, String mediaType, byte[] content)
      throws RegistryException;

  /** Deletes a manifest; false when there was none. */
  boolean delete(RepositoryName repository, Digest digest) throws RegistryException;

  /**
   * The referrers of a manifest, of one artifact type or (null) of all; from the API or the
   * fallback tag.
   */
  List<Descriptor> referrers(
      RepositoryName repository, Digest subject, @Nullable String artifactType)
      throws RegistryException;

  /**
   * Makes the referrers of {@code subject} contain every manifest of {@code add} (already pushed)
   * and none of {@code remove}, and verifies that it is so. On a registry with the referrers API,
   * this only verifies and deletes; elsewhere it rewrites the fallback tag. The manifests of {@code
   * remove} are deleted where the registry allows it.
   */
  ReferrersOutcome changeReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add, List<Digest> remove)
      throws RegistryException;

  /**
   * Adds to the list of a subject that was pushed a moment ago, so that nobody but the caller has
   * added to it yet. Who was faster all the same is overwritten where a registry does not notice.
   */
  default ReferrersOutcome addFirstReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add) throws RegistryException {
    return changeReferrers(repository, subject, add, List.of());
  }

  /** All tags of a repository except those of the referrers tag schema. */
  List<String> tags(RepositoryName repository) throws RegistryException;

  /** All repositories, where the registry tells. */
  List<RepositoryName> repositories() throws RegistryException;

  @Override
  void close();
}
