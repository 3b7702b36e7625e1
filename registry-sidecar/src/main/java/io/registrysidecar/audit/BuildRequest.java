package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What BuildKit was asked to do: {@code externalParameters.request} of SLSA v1, {@code
 * invocation.parameters} of v0.2.
 *
 * @param frontend what read the definition, such as {@code dockerfile.v0}, or null
 * @param args the frontend's options, {@code build-arg:NAME}, {@code label:NAME}, {@code target}
 *     and so on, sorted
 * @param secrets names of secrets that steps could read; their values are in no record
 * @param ssh names of SSH agents that steps could use
 * @param locals names of directories on the machine of whoever built
 * @param omitted how many options were too many or too long to be taken over
 */
public record BuildRequest(
    @Nullable String frontend,
    Map<String, String> args,
    List<String> secrets,
    List<String> ssh,
    List<String> locals,
    int omitted) {

  private static final int MOST_ARGS = 256;
  private static final int MOST_NAMES = 64;

  /** Copies the collections; the options stay sorted. */
  public BuildRequest {
    args = java.util.Collections.unmodifiableMap(new TreeMap<>(args));
    secrets = List.copyOf(secrets);
    ssh = List.copyOf(ssh);
    locals = List.copyOf(locals);
  }

  static BuildRequest of(JsonNode node) {
    Map<String, String> args = new TreeMap<>();
    int omitted = 0;
    for (Map.Entry<String, JsonNode> arg : node.path("args").properties()) {
      JsonNode value = arg.getValue();
      if (value.isTextual()
          && value.textValue().length() <= Text.LONGEST
          && arg.getKey().length() <= Text.LONGEST
          && args.size() < MOST_ARGS) {
        args.put(arg.getKey(), value.textValue());
      } else {
        omitted++;
      }
    }
    return new BuildRequest(
        Text.orNull(node.path("frontend")),
        args,
        names(node.path("secrets"), "id"),
        names(node.path("ssh"), "id"),
        names(node.path("locals"), "name"),
        omitted);
  }

  Optional<String> arg(String name) {
    return Optional.ofNullable(args.get(name)).filter(value -> !value.isEmpty());
  }

  private static List<String> names(JsonNode list, String member) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : list) {
      if (names.size() < MOST_NAMES) {
        Text.of(each.path(member)).ifPresent(names::add);
      }
    }
    return names;
  }
}
