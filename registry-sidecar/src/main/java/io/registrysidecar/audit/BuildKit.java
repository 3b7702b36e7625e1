package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What BuildKit's provenance has in common in both versions of SLSA. */
final class BuildKit {

  private static final String V1 =
      "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md";
  private static final String V02 = "https://mobyproject.org/buildkit@v1";

  /** Frontends are images, too, but nothing of them is in the result. */
  private static final String FRONTEND = "pkg:docker/docker/dockerfile";

  private static final int MOST_INPUTS = 1000;

  private BuildKit() {}

  static boolean isType(@Nullable String buildType) {
    return V1.equals(buildType) || V02.equals(buildType);
  }

  static List<Resource> inputs(JsonNode list) {
    List<Resource> inputs = new ArrayList<>();
    for (JsonNode each : list) {
      if (inputs.size() < MOST_INPUTS) {
        Resource.of(each).ifPresent(inputs::add);
      }
    }
    return inputs;
  }

  /** The first input that is a checkout, or null. */
  static @Nullable SourceRef checkout(JsonNode list) {
    int seen = 0;
    for (JsonNode each : list) {
      Optional<Resource> input = seen++ < MOST_INPUTS ? Resource.of(each) : Optional.empty();
      if (input.isPresent() && input.get().isSource()) {
        return SourceRef.parse(input.get().uri(), Resource.commit(each.path("digest")));
      }
    }
    return null;
  }

  /**
   * What the client of a local build said of the checkout that it built from; nobody has checked.
   */
  static @Nullable SourceRef said(JsonNode vcs) {
    String source = Text.orNull(vcs.path("source"));
    return source == null ? null : SourceRef.parse(source, Text.orNull(vcs.path("revision")));
  }

  static @Nullable Boolean truth(JsonNode node) {
    return node.isBoolean() ? node.booleanValue() : null;
  }

  /**
   * What the image was built on: what the steps of the build lead to, else the only image among the
   * inputs, else all of them. None where the steps say that it was built on nothing.
   */
  static List<Resource> bases(JsonNode steps, List<Resource> inputs) {
    List<Resource> images =
        inputs.stream()
            .filter(input -> input.isImage() && !input.uri().startsWith(FRONTEND))
            .distinct()
            .toList();
    return switch (FinalStage.of(steps)) {
      case FinalStage.On(String name) -> List.of(named(name, images));
      case FinalStage.OnNothing() -> List.of();
      case FinalStage.Unknown() -> images;
    };
  }

  /** The input that a step names, which has the digest; else the name as it is. */
  private static Resource named(String name, List<Resource> images) {
    int at = name.indexOf("@sha256:");
    String digest = at < 0 ? null : name.substring(at + 1);
    String plain = at < 0 ? name : name.substring(0, at);
    return images.stream()
        .filter(image -> digest == null ? packageUrl(plain, image) : digest.equals(image.digest()))
        .findFirst()
        .orElseGet(() -> new Resource("docker-image://" + plain, digest));
  }

  /**
   * Names are shortened in package URLs: {@code docker.io/library/alpine:3} is {@code alpine@3}.
   */
  private static boolean packageUrl(String name, Resource image) {
    String path = image.uri().replaceFirst("^pkg:(?:docker|oci)/", "").replaceFirst("[?#].*$", "");
    String tagged = path.replaceFirst("@", ":").replace("%3A", ":");
    return name.equals(tagged)
        || name.equals("docker.io/" + tagged)
        || name.equals("docker.io/library/" + tagged);
  }
}
