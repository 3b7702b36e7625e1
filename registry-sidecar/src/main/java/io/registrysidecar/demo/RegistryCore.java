package io.registrysidecar.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The embedded registry without its network: which endpoint of the distribution specification
 * answers which path.
 *
 * <p>All content is guarded by this object's monitor: one request is answered at a time, wholly.
 * That is what makes a push and its event, or two writers of one tag, happen one after the other.
 */
final class RegistryCore {

  private static final Pattern BELOW_REPOSITORY =
      Pattern.compile(
          "/v2/(?<name>.{1,255})/(?:(?<tags>tags/list)"
              + "|manifests/(?<manifest>[^/]{1,200})"
              + "|blobs/uploads/?(?<upload>[^/]{0,100})"
              + "|blobs/(?<blob>[^/]{1,200})"
              + "|referrers/(?<subject>[^/]{1,200}))");

  private final boolean referrersApi;
  private final ManifestEndpoint manifests;
  private final BlobEndpoint blobs;
  private final UploadEndpoint uploads;
  private final ListEndpoint lists;
  private final ReferrersEndpoint referrers;

  RegistryCore(RegistryOptions options, RegistryEvents events) {
    Store store = new Store(options.budget());
    this.referrersApi = options.referrersApi();
    this.manifests = new ManifestEndpoint(store, events, options.referrersApi());
    this.blobs = new BlobEndpoint(store, events);
    this.uploads = new UploadEndpoint(store, events);
    this.lists = new ListEndpoint(store, options.pageSize());
    this.referrers = new ReferrersEndpoint(store, options.pageSize());
  }

  synchronized RegistryAnswer answer(RegistryRequest request) {
    return route(request).with("docker-distribution-api-version", "registry/2.0");
  }

  private RegistryAnswer route(RegistryRequest request) {
    if (request.path().equals("/v2/") || request.path().equals("/v2")) {
      return RegistryAnswer.json(200, JsonNodeFactory.instance.objectNode());
    }
    if (request.path().equals("/v2/_catalog")) {
      return request.isRead() ? lists.catalog(request) : Answers.notAllowed();
    }
    Matcher path = BELOW_REPOSITORY.matcher(request.path());
    if (!path.matches()) {
      return Answers.noSuchPage();
    }
    try {
      return below(request, RepositoryName.parse(path.group("name")), path);
    } catch (MalformedReference e) {
      return RegistryAnswer.error(400, "NAME_INVALID", String.valueOf(e.getMessage()));
    }
  }

  private RegistryAnswer below(RegistryRequest request, RepositoryName name, Matcher path) {
    if (path.group("manifest") != null) {
      return manifests.handle(request, name, path.group("manifest"));
    }
    if (path.group("upload") != null) {
      return uploads.handle(request, name, path.group("upload"));
    }
    if (path.group("blob") != null) {
      return blobs.handle(request, name, path.group("blob"));
    }
    if (!request.isRead()) {
      return Answers.notAllowed();
    }
    if (path.group("tags") != null) {
      return lists.tags(request, name);
    }
    return referrersApi
        ? referrers.handle(request, name, path.group("subject"))
        : Answers.noSuchPage();
  }
}
