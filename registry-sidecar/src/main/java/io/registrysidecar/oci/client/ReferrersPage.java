package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.ReferrersIndex;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of the referrers API.
 *
 * @param target where
 * @param subject whose referrers
 * @param artifactType the only type wanted, or null for all
 * @param uri the page
 */
record ReferrersPage(Target target, Digest subject, @Nullable String artifactType, URI uri)
    implements Exchange<ReferrersPage.Result> {

  /** What a registry says to the question for referrers. */
  sealed interface Result {
    /** A page of the wanted referrers. */
    record Listed(Page<Descriptor> page) implements Result {}

    /** The registry has no referrers API. */
    record NoApi() implements Result {}

    /** The registry does not know the repository, which says nothing about the API. */
    record NoRepository() implements Result {}

    /** The registry has the API but does not know the subject. */
    record NoSubject() implements Result {}
  }

  static ReferrersPage first(Target target, Digest subject, @Nullable String artifactType) {
    URI uri = target.urls().referrers(target.repository(), subject, artifactType);
    return new ReferrersPage(target, subject, artifactType, uri);
  }

  ReferrersPage at(URI next) {
    return new ReferrersPage(target, subject, artifactType, next);
  }

  @Override
  public String action() {
    return "list the referrers of " + target + "@" + subject;
  }

  @Override
  public HttpCall call() {
    return HttpCall.of(Method.GET, uri).with("accept", OciMediaTypes.IMAGE_INDEX);
  }

  @Override
  public Scope scope() {
    return target.pull();
  }

  @Override
  public Result read(Answer answer) throws IOException, RegistryException {
    String type = answer.header("content-type").orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith(OciMediaTypes.IMAGE_INDEX)) {
      return new Result.NoApi();
    }
    ReferrersIndex index;
    try {
      index = ReferrersIndex.parse(answer.body(ManifestParser.LARGEST));
    } catch (MalformedManifest e) {
      throw new RegistryException(
          new RegistryFailure.Unsupported(
              action(), "the registry's list cannot be read: " + e.getMessage()),
          e);
    }
    List<Descriptor> entries = index.entries();
    List<Descriptor> wanted =
        artifactType == null || isFiltered(answer)
            ? entries
            : entries.stream().filter(e -> artifactType.equals(e.artifactType())).toList();
    return new Result.Listed(new Page<>(wanted, Links.next(answer)));
  }

  @Override
  public Result refused(Refusal refusal) throws RegistryException {
    return switch (refusal.status()) {
      case 404 -> refusal.has("NAME_UNKNOWN") ? new Result.NoRepository() : new Result.NoApi();
      case 400 -> {
        if (refusal.has("MANIFEST_INVALID") || refusal.has("MANIFEST_UNKNOWN")) {
          yield new Result.NoSubject();
        }
        throw new RegistryException(refusal.failure(action(), scope()));
      }
      case 405 -> new Result.NoApi();
      default -> throw new RegistryException(refusal.failure(action(), scope()));
    };
  }

  private static boolean isFiltered(Answer answer) {
    Optional<String> applied = answer.header("oci-filters-applied");
    return applied.isPresent()
        && Arrays.stream(applied.get().split(",")).anyMatch(f -> f.strip().equals("artifactType"));
  }
}
