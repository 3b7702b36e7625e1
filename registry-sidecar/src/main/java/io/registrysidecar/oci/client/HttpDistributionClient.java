package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.ReferrersTag;
import io.registrysidecar.oci.RepositoryName;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry over HTTP: says which exchanges make up each operation. */
final class HttpDistributionClient implements DistributionClient {

  private final String host;
  private final RegistryUrls urls;
  private final Caller caller;
  private final Referrers referrers;
  private final Acknowledgements acknowledgements;
  private final Runnable close;

  HttpDistributionClient(
      RegistryAccess settings,
      Caller caller,
      Referrers referrers,
      Acknowledgements acknowledgements,
      Runnable close) {
    this.host = settings.host();
    this.urls = new RegistryUrls(settings.url());
    this.caller = caller;
    this.referrers = referrers;
    this.acknowledgements = acknowledgements;
    this.close = close;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public Optional<Manifest> manifest(RepositoryName repository, ManifestKey key)
      throws RegistryException {
    ManifestPull pull = new ManifestPull(target(repository), key);
    Optional<ManifestPull.Pulled> pulled = caller.call(pull);
    return pulled.isEmpty() ? Optional.empty() : Optional.of(parse(pull, pulled.get()));
  }

  @Override
  public Optional<Digest> resolve(RepositoryName repository, ManifestKey key)
      throws RegistryException {
    return switch (caller.call(new ManifestHead(target(repository), key))) {
      case ManifestHead.Found.As(Digest digest) -> Optional.of(digest);
      case ManifestHead.Found.Absent _ -> Optional.empty();
      case ManifestHead.Found.Unnamed _ ->
          caller
              .call(new ManifestPull(target(repository), key))
              .map(pulled -> Digest.sha256(pulled.body()));
    };
  }

  @Override
  public InputStream blob(RepositoryName repository, Descriptor descriptor)
      throws RegistryException {
    return BlobStream.open(caller, target(repository), descriptor);
  }

  @Override
  public Optional<InputStream> blobRange(
      RepositoryName repository, Digest digest, long offset, long length) throws RegistryException {
    if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("no range: " + length + " bytes from " + offset);
    }
    return BlobRange.open(caller, target(repository), digest, offset, length);
  }

  @Override
  public void pushBlob(RepositoryName repository, byte[] content) throws RegistryException {
    Digest digest = Digest.sha256(content);
    Target target = target(repository);
    if (!caller.call(new BlobHead(target, digest))) {
      pushNewBlob(repository, digest, content);
    }
  }

  @Override
  public void pushNewBlob(RepositoryName repository, Digest digest, byte[] content)
      throws RegistryException {
    Target target = target(repository);
    boolean _ =
        caller.repeat(() -> {
          URI session = caller.once(new UploadStart(target, digest));
          return caller.once(new UploadFinish(target, session, digest, content));
        });
  }

  @Override
  public Digest pushManifest(
      RepositoryName repository, ManifestKey key, String mediaType, byte[] content)
      throws RegistryException {
    Digest digest = Digest.sha256(content);
    if (key instanceof ManifestKey.ByDigest(Digest named)
        && !named.equals(Digest.ofContent(content, named.algorithm()))) {
      throw new IllegalArgumentException("the manifest does not have the digest " + named);
    }
    ManifestPush push =
        new ManifestPush(
            target(repository), key, mediaType, content, new ManifestPush.Condition.Always());
    if (content.length > FallbackTag.LARGEST) {
      throw new RegistryException(new RegistryFailure.TooLarge(push.action(), FallbackTag.LARGEST));
    }
    switch (caller.call(push)) {
      case ManifestPush.Outcome.Stored(Optional<Digest> subject) ->
          subject.ifPresent(named -> acknowledgements.note(repository, digest, named));
      case ManifestPush.Outcome.Incomplete(int status, String detail) ->
          throw new RegistryException(new RegistryFailure.Rejected(push.action(), status, detail));
      case ManifestPush.Outcome.Overtaken _ ->
          throw new IllegalStateException("a push without a condition cannot be overtaken");
    }
    return digest;
  }

  @Override
  public boolean delete(RepositoryName repository, Digest digest) throws RegistryException {
    return caller.call(new ManifestDelete(target(repository), digest));
  }

  @Override
  public List<Descriptor> referrers(
      RepositoryName repository, Digest subject, @Nullable String artifactType)
      throws RegistryException {
    return referrers.list(target(repository), subject, artifactType);
  }

  @Override
  public ReferrersOutcome changeReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add, List<Digest> remove)
      throws RegistryException {
    return referrers.change(
        target(repository), new ReferrersChange(repository, subject, add, remove, false));
  }

  @Override
  public ReferrersOutcome addFirstReferrers(
      RepositoryName repository, Digest subject, List<Descriptor> add) throws RegistryException {
    return referrers.change(
        target(repository), new ReferrersChange(repository, subject, add, List.of(), true));
  }

  @Override
  public List<String> tags(RepositoryName repository) throws RegistryException {
    return NamesPage.tags(target(repository)).all(caller).stream()
        .filter(tag -> !ReferrersTag.matches(tag))
        .toList();
  }

  @Override
  public List<RepositoryName> repositories() throws RegistryException {
    NamesPage page = NamesPage.catalog(host, urls);
    List<RepositoryName> names = new ArrayList<>();
    for (String name : page.all(caller)) {
      try {
        names.add(RepositoryName.parse(name));
      } catch (MalformedReference e) {
        throw new RegistryException(
            new RegistryFailure.Unsupported(page.action(), "the registry lists " + e.getMessage()),
            e);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public void close() {
    close.run();
  }

  private Target target(RepositoryName repository) {
    return new Target(host, repository, urls);
  }

  private static Manifest parse(ManifestPull pull, ManifestPull.Pulled pulled)
      throws RegistryException {
    Digest promised = pull.key() instanceof ManifestKey.ByDigest(Digest digest) ? digest : null;
    Digest.Algorithm algorithm = promised == null ? Digest.Algorithm.SHA256 : promised.algorithm();
    Digest actual = Digest.ofContent(pulled.body(), algorithm);
    if (promised != null && !promised.equals(actual)) {
      throw new RegistryException(
          new RegistryFailure.NotWhatWasPromised(pull.action(), promised, actual.toString()));
    }
    try {
      return ManifestParser.parse(pulled.body(), pulled.contentType().orElse(null), algorithm);
    } catch (MalformedManifest e) {
      throw new RegistryException(
          new RegistryFailure.NotAnImage(pull.action(), Objects.requireNonNull(e.getMessage())), e);
    }
  }
}
