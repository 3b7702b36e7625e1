package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SLSA provenance v1, as BuildKit, GitHub and Tekton Chains fill it. */
final class SlsaV1 {

  static final String TYPE = "https://slsa.dev/provenance/v1";

  private SlsaV1() {}

  static Provenance read(JsonNode predicate) {
    JsonNode definition = predicate.path("buildDefinition");
    JsonNode external = definition.path("externalParameters");
    JsonNode internal = definition.path("internalParameters");
    JsonNode metadata = predicate.path("runDetails").path("metadata");
    String buildType = Text.orNull(definition.path("buildType"));
    List<Resource> inputs = BuildKit.inputs(definition.path("resolvedDependencies"));
    boolean buildKit = BuildKit.isType(buildType);
    JsonNode steps = internal.path("buildConfig").path("llbDefinition");
    JsonNode completeness = metadata.path("buildkit_completeness");
    Source source = source(external, definition.path("resolvedDependencies"), metadata);
    return new Provenance(
        Text.orNull(predicate.path("runDetails").path("builder").path("id")),
        buildType,
        source.ref(),
        source.proven(),
        Text.firstOf(
            external.path("configSource").path("path"), external.path("workflow").path("path")),
        Text.firstOf(metadata.path("invocationId"), metadata.path("invocationID")),
        Text.orNull(internal.path("builderPlatform")),
        buildKit ? BuildRequest.of(external.path("request")) : null,
        Text.time(metadata.path("startedOn")),
        Text.time(metadata.path("finishedOn")),
        inputs,
        buildKit ? BuildKit.bases(steps, inputs) : List.of(),
        new Provenance.Detail(
            !steps.isEmpty(),
            BuildKit.truth(completeness.path("request")),
            BuildKit.truth(completeness.path("resolvedDependencies")),
            BuildKit.truth(metadata.path("buildkit_hermetic")),
            BuildKit.truth(metadata.path("buildkit_reproducible"))));
  }

  /** BuildKit's configuration source, else a workflow's, else what the client of BuildKit said. */
  private static Source source(JsonNode external, JsonNode dependencies, JsonNode metadata) {
    JsonNode config = external.path("configSource");
    String uri = Text.orNull(config.path("uri"));
    if (uri != null) {
      return new Source(SourceRef.parse(uri, Resource.commit(config.path("digest"))), true);
    }
    JsonNode workflow = external.path("workflow");
    String repository = Text.orNull(workflow.path("repository"));
    SourceRef checkout = BuildKit.checkout(dependencies);
    if (repository != null) {
      boolean same =
          checkout != null && checkout.sameAs().equals(SourceRef.parse(repository, null).sameAs());
      String commit = checkout != null && same ? checkout.commit() : null;
      return new Source(
          new SourceRef(
              SourceRef.withoutPassword(repository),
              Text.orNull(workflow.path("ref")),
              commit,
              null),
          true);
    }
    SourceRef said = BuildKit.said(metadata.path("buildkit_metadata").path("vcs"));
    return said == null ? new Source(checkout, true) : new Source(said, false);
  }

  /** Null when the record does not say. */
  private record Source(@Nullable SourceRef ref, boolean proven) {}
}
