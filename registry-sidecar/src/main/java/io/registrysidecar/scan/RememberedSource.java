package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.Layer;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A source that is asked once, for the length of one scan, for what is attached to an image. Where
 * an image came from, who signed it and what its makers say of vulnerabilities are looked for one
 * after the other in the same artifacts.
 *
 * <p>What is remembered is bounded; beyond that the source is asked again. Failures are not
 * remembered. Layers never are.
 */
final class RememberedSource implements ImageSource {

  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 4L << 20;

  private final ImageSource source;
  private final Map<Digest, List<Descriptor>> referrers = new ConcurrentHashMap<>();
  private final Map<Digest, Manifest> manifests = new ConcurrentHashMap<>();
  private final Map<String, Optional<Manifest>> tags = new ConcurrentHashMap<>();
  private final Map<Digest, byte[]> contents = new ConcurrentHashMap<>();
  private long bytes;

  RememberedSource(ImageSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Manifest root() throws ImageException {
    return remembered(source.root());
  }

  @Override
  public Manifest manifest(Descriptor descriptor) throws ImageException {
    Manifest known = manifests.get(descriptor.digest());
    return known == null ? remembered(source.manifest(descriptor)) : known;
  }

  @Override
  public Optional<Manifest> manifest(Digest digest) throws ImageException {
    Manifest known = manifests.get(digest);
    return known == null ? source.manifest(digest).map(this::remembered) : Optional.of(known);
  }

  @Override
  public Optional<Manifest> tagged(String tag) throws ImageException {
    Optional<Manifest> known = tags.get(tag);
    if (known != null) {
      return known;
    }
    Optional<Manifest> found = source.tagged(tag);
    if (isWithinBounds(found.map(manifest -> manifest.self().size()).orElse(0L))) {
      put(tags, tag, found);
    }
    return found;
  }

  @Override
  public boolean isInRegistry() {
    return source.isInRegistry();
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws ImageException {
    if (artifactType != null) {
      return source.referrers(subject, artifactType);
    }
    List<Descriptor> known = referrers.get(subject);
    if (known != null) {
      return known;
    }
    List<Descriptor> found = List.copyOf(source.referrers(subject, null));
    put(referrers, subject, found);
    return found;
  }

  @Override
  public byte[] content(Descriptor descriptor) throws ImageException {
    byte[] known = contents.get(descriptor.digest());
    if (known != null && known.length == descriptor.size()) {
      return known.clone();
    }
    byte[] found = source.content(descriptor);
    if (isWithinBounds(found.length)) {
      put(contents, descriptor.digest(), found.clone());
    }
    return found;
  }

  @Override
  public Optional<Digest> archive() throws ImageException {
    return source.archive();
  }

  @Override
  public byte[] config(Descriptor descriptor) throws ImageException {
    return source.config(descriptor);
  }

  @Override
  public Layer layer(Descriptor descriptor, @Nullable Digest diffId) {
    return source.layer(descriptor, diffId);
  }

  @Override
  public void close() {
    source.close();
  }

  private Manifest remembered(Manifest found) {
    if (isWithinBounds(found.self().size())) {
      put(manifests, found.self().digest(), found);
    }
    return found;
  }

  private synchronized boolean isWithinBounds(long size) {
    if (size > MOST_BYTES - bytes) {
      return false;
    }
    bytes += size;
    return true;
  }

  private static <K, V> void put(Map<K, V> map, K key, V value) {
    if (map.size() < MOST) {
      map.put(key, value);
    }
  }
}
