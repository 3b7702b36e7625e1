package io.registrysidecar.demo;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The content of one repository. Guarded by the registry that holds it. */
final class Repository {

  private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
  private final NavigableMap<String, Digest> tags = new TreeMap<>();
  private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();

  Map<Digest, Manifest> manifests() {
    return manifests;
  }

  NavigableMap<String, Digest> tags() {
    return tags;
  }

  Map<Digest, byte[]> blobs() {
    return blobs;
  }

  Optional<Manifest> manifest(Digest digest) {
    return Optional.ofNullable(manifests.get(digest));
  }

  Optional<byte[]> blob(Digest digest) {
    return Optional.ofNullable(blobs.get(digest));
  }
}
