package io.registrysidecar.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Platform;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads image configurations, leniently. */
final class ConfigParser {

  private ConfigParser() {}

  /**
   * Reads a configuration.
   *
   * @throws IOException if it is not a JSON object
   */
  static ImageConfig parse(byte[] content) throws IOException {
    JsonNode root = BoundedJson.read(content);
    if (!root.isObject()) {
      throw new IOException("it is not a JSON object");
    }
    JsonNode run = root.path("config");
    return new ImageConfig(
        platform(root),
        instant(root.path("created")),
        text(run.path("User")),
        texts(run.path("Env")),
        labels(run.path("Labels")),
        diffIds(root.path("rootfs").path("diff_ids")),
        history(root.path("history")));
  }

  private static Platform platform(JsonNode root) {
    String os = text(root.path("os"));
    String architecture = text(root.path("architecture"));
    return new Platform(
        os == null ? "unknown" : os,
        architecture == null ? "unknown" : architecture,
        text(root.path("variant")));
  }

  private static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, JsonNode> label : node.properties()) {
      if (label.getValue().isTextual()) {
        labels.put(label.getKey(), label.getValue().textValue());
      }
    }
    return labels;
  }

  /** All or none: with one missing, none of the others could be told to which layer it belongs. */
  private static List<Digest> diffIds(JsonNode node) {
    List<Digest> diffIds = new ArrayList<>();
    for (JsonNode each : node) {
      try {
        diffIds.add(Digest.parse(each.asText("")));
      } catch (MalformedReference e) {
        return List.of();
      }
    }
    return diffIds;
  }

  private static List<ImageConfig.Step> history(JsonNode node) {
    List<ImageConfig.Step> steps = new ArrayList<>();
    for (JsonNode step : node) {
      steps.add(
          new ImageConfig.Step(
              instant(step.path("created")),
              text(step.path("created_by")),
              step.path("empty_layer").asBoolean(false)));
    }
    return steps;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node) {
      if (each.isTextual()) {
        texts.add(each.textValue());
      }
    }
    return texts;
  }

  private static @Nullable Instant instant(JsonNode node) {
    try {
      return node.isTextual() ? OffsetDateTime.parse(node.textValue()).toInstant() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }
}
