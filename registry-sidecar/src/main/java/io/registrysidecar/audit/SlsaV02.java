package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SLSA provenance v0.2, as BuildKit, Tekton Chains and other builders fill it. */
final class SlsaV02 {

  static final String TYPE = "https://slsa.dev/provenance/v0.2";

  private static final String METADATA = "https://mobyproject.org/buildkit@v1#metadata";
  private static final String HERMETIC = "https://mobyproject.org/buildkit@v1#hermetic";

  private SlsaV02() {}

  static Provenance read(JsonNode predicate) {
    JsonNode invocation = predicate.path("invocation");
    JsonNode config = invocation.path("configSource");
    JsonNode metadata = predicate.path("metadata");
    String buildType = Text.orNull(predicate.path("buildType"));
    List<Resource> inputs = BuildKit.inputs(predicate.path("materials"));
    boolean buildKit = BuildKit.isType(buildType);
    JsonNode steps = predicate.path("buildConfig").path("llbDefinition");
    SourceRef configured = configured(config);
    SourceRef said = configured == null ? BuildKit.said(metadata.path(METADATA).path("vcs")) : null;
    return new Provenance(
        Text.orNull(predicate.path("builder").path("id")),
        buildType,
        configured != null
            ? configured
            : said != null
                ? said
                : fetched(invocation.path("parameters"), predicate.path("materials")),
        said == null,
        Text.orNull(config.path("entryPoint")),
        Text.firstOf(metadata.path("buildInvocationId"), metadata.path("buildInvocationID")),
        Text.orNull(invocation.path("environment").path("platform")),
        buildKit ? BuildRequest.of(invocation.path("parameters")) : null,
        Text.time(metadata.path("buildStartedOn")),
        Text.time(metadata.path("buildFinishedOn")),
        inputs,
        buildKit ? BuildKit.bases(steps, inputs) : List.of(),
        new Provenance.Detail(
            !steps.isEmpty(),
            BuildKit.truth(metadata.path("completeness").path("parameters")),
            BuildKit.truth(metadata.path("completeness").path("materials")),
            BuildKit.truth(metadata.path(HERMETIC)),
            BuildKit.truth(metadata.path("reproducible"))));
  }

  private static @Nullable SourceRef configured(JsonNode config) {
    String uri = Text.orNull(config.path("uri"));
    return uri == null ? null : SourceRef.parse(uri, Resource.commit(config.path("digest")));
  }

  /** Tekton Chains hands address and commit on as parameters; else the checkout is an input. */
  private static @Nullable SourceRef fetched(JsonNode parameters, JsonNode materials) {
    String url = tekton(parameters.path("CHAINS-GIT_URL"));
    return url == null
        ? BuildKit.checkout(materials)
        : SourceRef.parse(url, tekton(parameters.path("CHAINS-GIT_COMMIT")));
  }

  /** Some versions write a value as its type, itself and an empty list: {@code {string x []}}. */
  private static @Nullable String tekton(JsonNode parameter) {
    String text = Text.orNull(parameter);
    return text != null && text.startsWith("{string ") && text.endsWith(" []}")
        ? text.substring("{string ".length(), text.length() - " []}".length())
        : text;
  }
}
