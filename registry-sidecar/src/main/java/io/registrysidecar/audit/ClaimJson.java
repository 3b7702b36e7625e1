package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One claim of a trail as JSON. */
final class ClaimJson {

  private ClaimJson() {}

  static ObjectNode of(BuildClaim claim) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Provenance build = claim.build();
    json.put("trust", claim.trust().word());
    ObjectNode source = json.putObject("source");
    source.put("kind", claim.source().kind().word());
    source.put("digest", claim.source().digest().toString());
    TrailJson.put(source, "signer", claim.source().signer());
    TrailJson.put(json, "builder", build.builder());
    TrailJson.put(json, "buildType", build.buildType());
    checkout(json, build);
    TrailJson.put(json, "definition", build.definition());
    TrailJson.put(json, "invocation", build.invocation());
    TrailJson.put(json, "builderPlatform", build.platform());
    TrailJson.put(json, "startedOn", build.startedOn());
    TrailJson.put(json, "finishedOn", build.finishedOn());
    bases(json.putArray("base"), claim);
    ArrayNode inputs = json.putArray("inputs");
    build.inputs().forEach(input -> inputs.add(resource(input)));
    detail(json, build);
    Rebuild rebuild = claim.rebuild();
    if (rebuild != null) {
      TrailJson.put(json, "rebuild", rebuild.command());
      TrailJson.strings(json.putArray("notReproducible"), rebuild.notReproducible());
    }
    if (!claim.steps().isEmpty()) {
      TrailJson.strings(json.putArray("steps"), claim.steps());
    }
    return json;
  }

  private static void checkout(ObjectNode json, Provenance build) {
    SourceRef source = build.source();
    if (source != null) {
      TrailJson.put(json, "repository", source.repository());
      TrailJson.put(json, "ref", source.ref());
      TrailJson.put(json, "commit", source.commit());
      TrailJson.put(json, "directory", source.directory());
      if (build.buildType() != null) {
        json.put("sourceProven", build.sourceProven());
      }
    }
  }

  /** Where the record leaves open which of several, each says so. */
  private static void bases(ArrayNode json, BuildClaim claim) {
    for (Resource base : claim.build().bases()) {
      ObjectNode entry = resource(base);
      entry.put("trust", claim.trust().word());
      entry.put("certain", claim.build().isBaseKnown());
      json.add(entry);
    }
  }

  private static ObjectNode resource(Resource resource) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uri", resource.uri());
    TrailJson.put(json, "digest", resource.digest());
    return json;
  }

  private static void detail(ObjectNode json, Provenance build) {
    Provenance.Detail detail = build.detail();
    if (build.request() != null) {
      json.put("mode", detail.steps() ? "max" : "min");
    }
    TrailJson.put(json, "requestComplete", detail.requestComplete());
    TrailJson.put(json, "inputsComplete", detail.inputsComplete());
    TrailJson.put(json, "hermetic", detail.hermetic());
    TrailJson.put(json, "reproducible", detail.reproducible());
  }
}
