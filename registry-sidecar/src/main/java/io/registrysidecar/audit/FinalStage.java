package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the root file system of a build's result began as.
 *
 * <p>A record with all steps holds BuildKit's graph of them ({@code llbDefinition}, the JSON form
 * of {@code ops.proto}): each step has inputs, and the last one is the result. Of a step that runs
 * a command, the root file system is what is mounted at {@code /}; of one that changes files, the
 * input of the action that gives the output; of a merge, the lowest layer. Followed from the
 * result, this leads past every other stage to the image that the last one is {@code FROM}.
 */
sealed interface FinalStage {

  /** An image, as BuildKit names it. */
  record On(String image) implements FinalStage {}

  /** Nothing ({@code FROM scratch}), or something that is no image. */
  record OnNothing() implements FinalStage {}

  /** The steps do not tell. */
  record Unknown() implements FinalStage {}

  /** Follows {@code steps}, which may be anything. */
  static FinalStage of(JsonNode steps) {
    return steps.isArray() && !steps.isEmpty() && steps.size() <= Walk.MOST_STEPS
        ? new Walk(steps).fromResult()
        : new Unknown();
  }

  /** One way from the result to the beginning. */
  final class Walk {
    private static final int MOST_STEPS = 20_000;
    private static final int NOTHING = -1;
    private static final String IMAGE = "docker-image://";

    private final Map<String, JsonNode> steps = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final JsonNode result;

    private Walk(JsonNode list) {
      list.forEach(step -> steps.putIfAbsent(step.path("id").asText(), step));
      this.result = list.get(list.size() - 1);
    }

    private FinalStage fromResult() {
      JsonNode step = result;
      int output = 0;
      while (true) {
        JsonNode op = step.path("op").path("Op");
        JsonNode source = op.path("source").path("identifier");
        if (source.isTextual()) {
          String name = source.textValue();
          return name.startsWith(IMAGE) && name.length() <= Text.LONGEST
              ? new On(name.substring(IMAGE.length()))
              : new OnNothing();
        }
        int input = input(op, output, step.path("inputs").size());
        if (input == NOTHING) {
          return new OnNothing();
        }
        String next = step.path("inputs").path(input).asText();
        int colon = next.lastIndexOf(':');
        JsonNode following = colon < 0 ? null : steps.get(next.substring(0, colon));
        if (following == null || !seen.add(next)) {
          return new Unknown();
        }
        step = following;
        output = number(next.substring(colon + 1));
      }
    }

    /** Which input the root file system of a step's output comes from. */
    private static int input(JsonNode op, int output, int inputs) {
      if (op.has("exec")) {
        for (JsonNode mount : op.path("exec").path("mounts")) {
          if (mount.path("dest").asText().equals("/")) {
            return mount.path("input").asInt(0);
          }
        }
        return inputs; // there is no such input: unknown
      }
      if (op.has("file")) {
        return ofActions(op.path("file").path("actions"), output, inputs);
      }
      return op.has("build") ? inputs : 0;
    }

    /** Actions may build upon each other: their inputs are numbered after those of the step. */
    private static int ofActions(JsonNode actions, int output, int inputs) {
      int action = -1;
      for (int i = 0; i < actions.size(); i++) {
        if (actions.path(i).path("output").asInt(0) == output) {
          action = i;
        }
      }
      while (action >= 0) {
        int input = actions.path(action).path("input").asInt(0);
        if (input < inputs) {
          return Math.max(input, NOTHING);
        }
        int earlier = input - inputs;
        action = earlier < action ? earlier : -1;
      }
      return inputs;
    }

    private static int number(String text) {
      return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
  }
}
