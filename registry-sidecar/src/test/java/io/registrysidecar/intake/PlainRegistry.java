package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.digest;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A registry that has nothing but tags. */
final class PlainRegistry implements TagSource {

  final Map<RepositoryName, Map<String, Digest>> tags = new TreeMap<>();
  final Map<RepositoryName, RegistryFailure> failures = new HashMap<>();
  final Set<RepositoryName> asked = new HashSet<>();
  @Nullable RegistryFailure catalogue;

  synchronized void tag(RepositoryName repository, String tag, String word) {
    tags.computeIfAbsent(repository, name -> new TreeMap<>()).put(tag, digest(word));
  }

  synchronized void untag(RepositoryName repository, String tag) {
    tags.computeIfAbsent(repository, name -> new TreeMap<>()).remove(tag);
  }

  @Override
  public synchronized List<RepositoryName> repositories() throws RegistryException {
    if (catalogue != null) {
      throw new RegistryException(catalogue);
    }
    return List.copyOf(tags.keySet());
  }

  @Override
  public synchronized List<String> tags(RepositoryName repository) throws RegistryException {
    asked.add(repository);
    RegistryFailure failure = failures.get(repository);
    if (failure != null) {
      throw new RegistryException(failure);
    }
    Map<String, Digest> found = tags.get(repository);
    if (found == null) {
      throw new RegistryException(new RegistryFailure.NotFound("list tags", "NAME_UNKNOWN"));
    }
    return List.copyOf(found.keySet());
  }

  @Override
  public synchronized Optional<Digest> resolve(RepositoryName repository, ManifestKey.Tag tag) {
    return Optional.ofNullable(tags.getOrDefault(repository, Map.of()).get(tag.value()));
  }
}
