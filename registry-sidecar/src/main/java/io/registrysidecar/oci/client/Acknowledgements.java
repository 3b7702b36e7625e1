package io.registrysidecar.oci.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;

/**
 * Manifests whose subject the registry acknowledged when they were pushed ({@code OCI-Subject}).
 *
 * <p>Only a hint: registries have sent the header without having the API, and others have the API
 * without sending it.
 */
final class Acknowledgements {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private record Pushed(RepositoryName repository, Digest manifest) {}

  private final Cache<Pushed, Digest> subjects =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  void note(RepositoryName repository, Digest manifest, Digest subject) {
    subjects.put(new Pushed(repository, manifest), subject);
  }

  boolean has(RepositoryName repository, Digest manifest, Digest subject) {
    return subject.equals(subjects.getIfPresent(new Pushed(repository, manifest)));
  }
}
