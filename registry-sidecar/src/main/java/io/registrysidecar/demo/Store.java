package io.registrysidecar.demo;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.RepositoryName;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the embedded registry holds, within a budget of bytes. Guarded by {@link
 * InMemoryRegistry}.
 */
final class Store {

  /** What an entry costs besides its bytes. */
  private static final int OVERHEAD = 512;

  private final NavigableMap<RepositoryName, Repository> repositories = new TreeMap<>();
  private final long budget;
  private long used;

  Store(long budget) {
    this.budget = budget;
  }

  NavigableSet<RepositoryName> names() {
    return repositories.navigableKeySet();
  }

  Optional<Repository> find(RepositoryName name) {
    return Optional.ofNullable(repositories.get(name));
  }

  /** Whether {@code size} more bytes fit. */
  boolean fits(long size) {
    return used + size + OVERHEAD <= budget;
  }

  void putBlob(RepositoryName name, Digest digest, byte[] content) {
    if (repository(name).blobs().put(digest, content) == null) {
      used += content.length + OVERHEAD;
    }
  }

  void putManifest(RepositoryName name, Digest digest, Manifest manifest) {
    if (repository(name).manifests().put(digest, manifest) == null) {
      used += manifest.raw().length + OVERHEAD;
    }
  }

  void putTag(RepositoryName name, String tag, Digest digest) {
    if (repository(name).tags().put(tag, digest) == null) {
      used += OVERHEAD;
    }
  }

  void removeBlob(Repository repository, Digest digest) {
    byte[] removed = repository.blobs().remove(digest);
    used -= removed == null ? 0 : removed.length + OVERHEAD;
  }

  void removeManifest(Repository repository, Digest digest) {
    Manifest removed = repository.manifests().remove(digest);
    used -= removed == null ? 0 : removed.raw().length + OVERHEAD;
  }

  void removeTag(Repository repository, String tag) {
    used -= repository.tags().remove(tag) == null ? 0 : OVERHEAD;
  }

  private Repository repository(RepositoryName name) {
    return repositories.computeIfAbsent(
        name,
        _ -> {
          used += OVERHEAD;
          return new Repository();
        });
  }
}
