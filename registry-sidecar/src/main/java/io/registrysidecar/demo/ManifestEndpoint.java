package io.registrysidecar.demo;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /v2/<name>/manifests/<reference>}. */
final class ManifestEndpoint {

  private static final int LARGEST = 4 << 20;

  private final Store store;
  private final RegistryEvents events;
  private final boolean linksReferrers;

  ManifestEndpoint(Store store, RegistryEvents events, boolean linksReferrers) {
    this.store = store;
    this.events = events;
    this.linksReferrers = linksReferrers;
  }

  RegistryAnswer handle(RegistryRequest request, RepositoryName name, String reference) {
    ManifestKey key;
    try {
      key = ManifestKey.parse(reference);
    } catch (MalformedReference e) {
      return RegistryAnswer.error(400, "MANIFEST_INVALID", String.valueOf(e.getMessage()));
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> get(name, key);
      case "PUT" -> put(request, name, key);
      case "DELETE" -> delete(request, name, key);
      default -> Answers.notAllowed();
    };
  }

  private RegistryAnswer get(RepositoryName name, ManifestKey key) {
    Optional<Repository> repository = store.find(name);
    if (repository.isEmpty()) {
      return Answers.unknownRepository();
    }
    Digest digest = digest(repository.get(), key);
    Optional<Manifest> manifest =
        digest == null ? Optional.empty() : repository.get().manifest(digest);
    return manifest.isEmpty()
        ? Answers.unknownManifest()
        : RegistryAnswer.of(200, manifest.get().self().mediaType(), manifest.get().raw())
            .with("docker-content-digest", String.valueOf(digest))
            .with("etag", "\"" + digest + "\"");
  }

  private RegistryAnswer put(RegistryRequest request, RepositoryName name, ManifestKey key) {
    if (request.body().length > LARGEST) {
      return RegistryAnswer.error(413, "MANIFEST_INVALID", "request body too large");
    }
    Digest.Algorithm algorithm =
        key instanceof ManifestKey.ByDigest(Digest named)
            ? named.algorithm()
            : Digest.Algorithm.SHA256;
    Manifest manifest;
    try {
      manifest =
          ManifestParser.parse(
              request.body(), request.header("content-type").orElse(null), algorithm);
    } catch (MalformedManifest e) {
      return RegistryAnswer.error(400, "MANIFEST_INVALID", String.valueOf(e.getMessage()));
    }
    Digest digest = manifest.self().digest();
    if (key instanceof ManifestKey.ByDigest(Digest named) && !named.equals(digest)) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", "provided digest did not match content");
    }
    Optional<Digest> missing = missing(name, manifest);
    if (missing.isPresent()) {
      return RegistryAnswer.error(400, "MANIFEST_BLOB_UNKNOWN", "unknown: " + missing.get());
    }
    if (!store.fits(manifest.raw().length)) {
      return Answers.full();
    }
    return stored(request, name, key, manifest);
  }

  private RegistryAnswer stored(
      RegistryRequest request, RepositoryName name, ManifestKey key, Manifest manifest) {
    Digest digest = manifest.self().digest();
    String tag = key instanceof ManifestKey.Tag(String value) ? value : null;
    store.putManifest(name, digest, manifest);
    if (tag != null) {
      store.putTag(name, tag, digest);
    }
    events.happened(
        RegistryEvent.push(
            name, manifest.self().mediaType(), digest, manifest.self().size(), tag, request));
    RegistryAnswer answer =
        RegistryAnswer.of(201)
            .with("location", "/v2/" + name + "/manifests/" + digest)
            .with("docker-content-digest", digest.toString());
    Descriptor subject = manifest.subject();
    return linksReferrers && subject != null
        ? answer.with("oci-subject", subject.digest().toString())
        : answer;
  }

  private RegistryAnswer delete(RegistryRequest request, RepositoryName name, ManifestKey key) {
    Repository repository = store.find(name).orElse(null);
    Digest digest = repository == null ? null : digest(repository, key);
    if (repository == null || digest == null || repository.manifest(digest).isEmpty()) {
      return Answers.unknownManifest();
    }
    if (key instanceof ManifestKey.Tag(String tag)) {
      store.removeTag(repository, tag);
      events.happened(RegistryEvent.deleteTag(name, tag, request));
      return RegistryAnswer.of(202);
    }
    List<String> tags = new ArrayList<>();
    repository
        .tags()
        .forEach((tag, target) -> tags.addAll(target.equals(digest) ? List.of(tag) : List.of()));
    store.removeManifest(repository, digest);
    events.happened(RegistryEvent.delete(name, digest, request));
    for (String tag : tags) {
      store.removeTag(repository, tag);
      events.happened(RegistryEvent.deleteTag(name, tag, request));
    }
    return RegistryAnswer.of(202);
  }

  private static @Nullable Digest digest(Repository repository, ManifestKey key) {
    return switch (key) {
      case ManifestKey.ByDigest(Digest digest) -> digest;
      case ManifestKey.Tag(String tag) -> repository.tags().get(tag);
    };
  }

  /**
   * What a manifest needs and the repository does not have. A subject need not be there, and layers
   * may be elsewhere if they say so.
   */
  private Optional<Digest> missing(RepositoryName name, Manifest manifest) {
    Optional<Repository> repository = store.find(name);
    return switch (manifest) {
      case Manifest.Image image ->
          Stream.concat(Stream.of(image.config()), image.layers().stream())
              .filter(needed -> !needed.unknown().containsKey("urls"))
              .map(Descriptor::digest)
              .filter(d -> repository.flatMap(r -> r.blob(d)).isEmpty())
              .findFirst();
      case Manifest.Index index ->
          index.manifests().stream()
              .map(Descriptor::digest)
              .filter(d -> repository.flatMap(r -> r.manifest(d)).isEmpty())
              .findFirst();
    };
  }
}
