package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the program say the same. */
class OpenApiTest {

  @TempDir Path state;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start(state);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    List<String> described = new ArrayList<>();
    api.description()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(api.routes())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void theParametersOfEachQueryAreDescribed() {
    Map<String, TreeSet<String>> described = new TreeMap<>();
    operations()
        .forEach((name, operation) -> {
          TreeSet<String> names = new TreeSet<>();
          for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = api.resolve(parameter);
            if (resolved.path("in").asText().equals("query")) {
              names.add(resolved.path("name").asText());
            }
          }
          described.put(name, names);
        });

    assertThat(
            api.routes().stream()
                .collect(
                    Collectors.toMap(
                        route -> route.method() + " " + route.path(),
                        route -> new TreeSet<>(route.parameters()))))
        .isEqualTo(described);
  }

  @Test
  void whatIsOpenIsDescribedAsOpen() {
    operations()
        .forEach((name, operation) -> {
          Route route =
              api.routes().stream()
                  .filter(r -> name.equals(r.method() + " " + r.path()))
                  .findFirst()
                  .orElseThrow();
          assertThat(operation.has("security"))
              .as("%s has security of its own", name)
              .isEqualTo(route.access() == Route.Access.ANYBODY);
        });
  }

  @Test
  void theDescriptionIsServed() throws Exception {
    assertThat(api.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    api.description()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
    return operations;
  }
}
