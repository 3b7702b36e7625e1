package io.registrysidecar.demo;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.ReferrersIndex;
import io.registrysidecar.oci.RepositoryName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /v2/<name>/referrers/<digest>}, filtered and in pages. */
final class ReferrersEndpoint {

  private final Store store;
  private final int pageSize;

  ReferrersEndpoint(Store store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  RegistryAnswer handle(RegistryRequest request, RepositoryName name, String reference) {
    Digest subject;
    try {
      subject = Digest.parse(reference);
    } catch (MalformedReference e) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", String.valueOf(e.getMessage()));
    }
    Optional<String> type = request.parameter("artifactType");
    List<Descriptor> all =
        store.find(name).stream()
            .flatMap(repository -> repository.manifests().values().stream())
            .filter(manifest -> refersTo(manifest, subject))
            .map(ReferrersEndpoint::describe)
            .filter(entry -> type.isEmpty() || type.get().equals(entry.artifactType()))
            .toList();
    RegistryAnswer answer = page(request, all);
    return type.isEmpty() ? answer : answer.with("oci-filters-applied", "artifactType");
  }

  private RegistryAnswer page(RegistryRequest request, List<Descriptor> all) {
    int from =
        request
            .parameter("from")
            .filter(n -> n.matches("[0-9]{1,6}"))
            .map(Integer::parseInt)
            .orElse(0);
    int start = Math.min(from, all.size());
    int end = Math.min(start + pageSize, all.size());
    byte[] body = ReferrersIndex.empty().change(all.subList(start, end), List.of()).toBytes();
    RegistryAnswer answer = RegistryAnswer.of(200, OciMediaTypes.IMAGE_INDEX, body);
    return end == all.size() ? answer : answer.with("link", next(request, end));
  }

  private static String next(RegistryRequest request, int from) {
    String filter =
        request
            .parameter("artifactType")
            .map(type -> "&artifactType=" + URLEncoder.encode(type, StandardCharsets.UTF_8))
            .orElse("");
    return "<" + request.path() + "?from=" + from + filter + ">; rel=\"next\"";
  }

  private static boolean refersTo(Manifest manifest, Digest subject) {
    Descriptor named = manifest.subject();
    return named != null && named.digest().equals(subject);
  }

  private static Descriptor describe(Manifest manifest) {
    String type =
        Stream.of(
                Optional.ofNullable(manifest.artifactType()),
                manifest instanceof Manifest.Image image
                    ? Optional.of(image.config().mediaType())
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    Descriptor self = manifest.self();
    return new Descriptor(
        self.mediaType(), self.digest(), self.size(), type, manifest.annotations(), null, Map.of());
  }
}
