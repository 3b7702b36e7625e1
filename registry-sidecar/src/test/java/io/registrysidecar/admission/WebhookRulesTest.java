package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API server is made to ask about exactly the kinds that are understood. */
class WebhookRulesTest {

  private static final List<String> KINDS =
      List.of(
          "/Pod",
          "/PodTemplate",
          "/ReplicationController",
          "apps/Deployment",
          "apps/ReplicaSet",
          "apps/StatefulSet",
          "apps/DaemonSet",
          "batch/Job",
          "batch/CronJob");

  @Test
  void everyKindWithAPodIsAskedAbout() throws Exception {
    JsonNode rules;
    try (var in = getClass().getResourceAsStream("render/golden/webhook.yaml")) {
      rules = new ObjectMapper(new YAMLFactory()).readTree(in).at("/webhooks/0/rules");
    }
    List<String> resources = new ArrayList<>();
    for (JsonNode rule : rules) {
      for (JsonNode resource : rule.path("resources")) {
        resources.add(rule.at("/apiGroups/0").asText() + "/" + resource.asText());
      }
    }

    assertThat(KINDS)
        .allMatch(kind ->
            PodTemplates.pointer(
                    kind.substring(0, kind.indexOf('/')), kind.substring(kind.indexOf('/') + 1))
                != null);
    assertThat(resources)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("/pods/ephemeralcontainers"),
                    KINDS.stream().map(kind -> kind.toLowerCase(Locale.ROOT) + "s"))
                .toList());
  }
}
