package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.ReferrersOutcome;
import io.registrysidecar.oci.client.ReferrersOutcome.Where;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry without a network. A hook is told of every step before and after it happens, and may
 * throw, look, or do what another writer would do at that moment.
 */
final class TinyRegistry implements DistributionClient {

  /** How a registry lists referrers. */
  enum Kind {
    /** By itself, from the manifests it has. */
    NATIVE,
    /** In one document that every writer reads, changes and writes. */
    FALLBACK
  }

  static final RepositoryName REPOSITORY = new RepositoryName("team/app");

  private final Kind kind;
  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<Digest, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, Digest> tags = new ConcurrentHashMap<>();
  private final Map<Digest, List<Descriptor>> lists = new ConcurrentHashMap<>();
  private volatile Consumer<String> hook = step -> {};
  private volatile boolean refusesDeletes;

  TinyRegistry(Kind kind) {
    this.kind = kind;
  }

  void onEveryStep(Consumer<String> observer) {
    hook = observer;
  }

  void refuseDeletes() {
    refusesDeletes = true;
  }

  /** Puts an image manifest there and gives it as a subject. */
  Subject image(String distinguishing) throws RegistryException {
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":2},\
        "layers":[]}\
        """
            .formatted(Digest.sha256(distinguishing.getBytes(StandardCharsets.UTF_8)).hex())
            .getBytes(StandardCharsets.UTF_8);
    return put(manifest);
  }

  Subject put(byte[] manifest) throws RegistryException {
    Descriptor self = parse(manifest).self();
    manifests.put(self.digest(), manifest);
    return new Subject("main", REPOSITORY, self);
  }

  /** What a reader finds: the digests listed, those with a manifest only. */
  List<Descriptor> listed(Subject subject) {
    return list(subject.manifest().digest()).stream()
        .filter(referrer -> manifests.containsKey(referrer.digest()))
        .toList();
  }

  /** All manifests that refer to something, listed or not. */
  List<Digest> artifacts() {
    return manifests.entrySet().stream()
        .filter(
            entry -> new String(entry.getValue(), StandardCharsets.UTF_8).contains("\"subject\""))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  byte[] rawManifest(Digest digest) {
    return Objects.requireNonNull(manifests.get(digest));
  }

  /** Replaces the list as a writer does that has read it before somebody else's change. */
  void overwriteList(Subject subject, List<Descriptor> list) {
    lists.put(subject.manifest().digest(), List.copyOf(list));
  }

  /** Writes a manifest under a tag as another program does, without a step of ours. */
  void overwrite(ManifestKey.Tag tag, byte[] manifest) {
    manifests.put(Digest.sha256(manifest), manifest);
    tags.put(tag.value(), Digest.sha256(manifest));
  }

  boolean isMissing(ManifestKey.Tag tag) {
    return !tags.containsKey(tag.value());
  }

  boolean resolvesTo(ManifestKey.Tag tag, Digest digest) {
    return digest.equals(tags.get(tag.value()));
  }

  /** Removes a manifest as a garbage collection does, leaving the list as it is. */
  void loseManifest(Digest digest) {
    manifests.remove(digest);
  }

  @Override
  public String host() {
    return "registry.test:5000";
  }

  @Override
  public Optional<Manifest> manifest(RepositoryName repository, ManifestKey key)
      throws RegistryException {
    byte[] raw = find(key);
    return raw == null ? Optional.empty() : Optional.of(parse(raw));
  }

  @Override
  public Optional<Digest> resolve(RepositoryName repository, ManifestKey key) {
    hook.accept("resolve " + key);
    byte[] raw = find(key);
    return raw == null ? Optional.empty() : Optional.of(Digest.sha256(raw));
  }

  @Override
  public InputStream blob(RepositoryName repository, Descriptor descriptor)
      throws RegistryException {
    byte[] content = blobs.get(descriptor.digest());
    if (content == null) {
      throw new RegistryException(
          new RegistryFailure.NotFound("pull " + descriptor.digest(), "no such blob"));
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public void pushBlob(RepositoryName repository, byte[] content) {
    hook.accept("before blob");
    blobs.put(Digest.sha256(content), content);
    hook.accept("after blob");
  }

  @Override
  public Digest pushManifest(
      RepositoryName repository, ManifestKey key, String mediaType, byte[] content)
      throws RegistryException {
    hook.accept("before manifest");
    Manifest manifest = parse(content);
    manifests.put(manifest.self().digest(), content);
    if (key instanceof ManifestKey.Tag tag) {
      tags.put(tag.value(), manifest.self().digest());
    }
    hook.accept("after manifest");
    return manifest.self().digest();
  }

  @Override
  public boolean delete(RepositoryName repository, Digest digest) {
    hook.accept("before delete");
    boolean there = manifests.remove(digest) != null;
    hook.accept("after delete");
    return there;
  }

  @Override
  public List<Descriptor> referrers(
      RepositoryName repository, Digest subject, @Nullable String artifactType) {
    hook.accept("list");
    return list(subject).stream()
        .filter(entry -> artifactType == null || artifactType.equals(entry.artifactType()))
        .toList();
  }

  @Override
  public Optional<InputStream> blobRange(
      RepositoryName repository, Digest digest, long offset, long length) {
    byte[] content = Objects.requireNonNull(blobs.get(digest));
    return Optional.of(new ByteArrayInputStream(content, (int) offset, (int) length));
  }

  @Override
  public ReferrersOutcome changeReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add, List<Digest> remove) {
    if (kind == Kind.FALLBACK) {
      while (!isAsWanted(subject, add, remove)) {
        Map<Digest, Descriptor> changed = new LinkedHashMap<>();
        list(subject).forEach(entry -> changed.put(entry.digest(), entry));
        remove.forEach(changed::remove);
        add.forEach(entry -> changed.put(entry.digest(), entry));
        hook.accept("before list is written");
        lists.put(subject, List.copyOf(changed.values()));
        hook.accept("after list was written");
      }
    }
    Where where = kind == Kind.FALLBACK ? Where.FALLBACK : Where.NATIVE;
    if (refusesDeletes) {
      return new ReferrersOutcome(where, remove, Optional.of(list(subject)));
    }
    remove.forEach(digest -> delete(repository, digest));
    return new ReferrersOutcome(where, List.of(), Optional.of(list(subject)));
  }

  private boolean isAsWanted(Digest subject, List<Descriptor> add, List<Digest> remove) {
    List<Digest> now = list(subject).stream().map(Descriptor::digest).toList();
    return remove.stream().noneMatch(now::contains)
        && add.stream().map(Descriptor::digest).allMatch(now::contains);
  }

  @Override
  public List<String> tags(RepositoryName repository) {
    return tags.keySet().stream().sorted().toList();
  }

  @Override
  public List<RepositoryName> repositories() {
    return List.of(REPOSITORY);
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }

  private List<Descriptor> list(Digest subject) {
    if (kind == Kind.FALLBACK) {
      return lists.getOrDefault(subject, List.of());
    }
    List<Descriptor> found = new ArrayList<>();
    for (byte[] raw : manifests.values()) {
      Manifest manifest = parseOwn(raw);
      Descriptor target = manifest.subject();
      if (target != null && target.digest().equals(subject)) {
        Descriptor self = manifest.self();
        found.add(
            new Descriptor(
                self.mediaType(),
                self.digest(),
                self.size(),
                manifest.artifactType(),
                manifest.annotations(),
                null,
                Map.of()));
      }
    }
    return found;
  }

  private byte @Nullable [] find(ManifestKey key) {
    Digest digest =
        switch (key) {
          case ManifestKey.ByDigest by -> by.digest();
          case ManifestKey.Tag tag -> tags.get(tag.value());
        };
    return digest == null ? null : manifests.get(digest);
  }

  private static Manifest parseOwn(byte[] raw) {
    try {
      return ManifestParser.parse(raw, null);
    } catch (MalformedManifest e) {
      throw new IllegalStateException(e);
    }
  }

  private static Manifest parse(byte[] raw) throws RegistryException {
    try {
      return ManifestParser.parse(raw, null);
    } catch (MalformedManifest e) {
      throw new RegistryException(
          new RegistryFailure.Unsupported("push manifest", String.valueOf(e.getMessage())));
    }
  }
}
