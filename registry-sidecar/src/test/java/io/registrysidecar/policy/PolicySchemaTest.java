package io.registrysidecar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of policies and their reader say the same. */
class PolicySchemaTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNode DOCUMENT = schema();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(DOCUMENT);

  /** What a schema cannot say: YAML itself, dates to come, other places of the policy, CEL. */
  private static final Set<String> BEYOND_THE_SCHEMA =
      Set.of(
          "alias",
          "exception-expired",
          "exception-of-unknown-rule",
          "exception-with-blank-reason",
          "expression-not-a-condition",
          "expression-syntax",
          "expression-type",
          "expression-unknown-variable",
          "grace-since-exploited-of-any",
          "key-twice",
          "licence-allowed-and-denied",
          "more-signers-than-named",
          "not-yaml",
          "package-range",
          "profile-pattern-twice",
          "profile-replaces-and-removes",
          "profile-without-unknown-rule",
          "same-id-twice",
          "two-documents");

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs/policies"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSamplePolicyFollowsTheSchemaAndCanBeRead(Path sample) throws Exception {
    assertThat(errors(YAML.readTree(Files.readString(sample)))).isEmpty();
    PolicyFile.check(sample, Reports.NOW);
  }

  @Test
  void theExampleBesideTheSchemaIsTheSamplePolicyInJson() throws Exception {
    String json = resource("examples/policy-production.json");

    assertThat(errors(new JsonMapper().readTree(json))).isEmpty();
    PolicyReader.read(json, "policy.json", Reports.NOW);
    assertThat(new JsonMapper().readTree(json))
        .isEqualTo(YAML.readTree(Files.readString(Path.of("../docs/policies/production.yaml"))));
  }

  @ParameterizedTest
  @MethodSource("io.registrysidecar.policy.WrongPolicyTest#files")
  void theSchemaRefusesWhatTheReaderRefuses(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".yaml", "");
    if (!BEYOND_THE_SCHEMA.contains(name)) {
      assertThat(errors(YAML.readTree(Files.readString(file)))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRuleHasTheFieldsOfTheSchema(String kind) {
    assertThat(fieldsOf(kind)).isEqualTo(names(DOCUMENT.at("/$defs/" + kind + "/properties")));
  }

  static Stream<String> kinds() {
    return RuleKinds.ALL.keySet().stream();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/$defs/Rule", "/$defs/Profile", "/$defs/Exception"})
  void theRestHasTheFieldsOfTheSchema(String place) {
    Set<String> expected = names(DOCUMENT.at(place + "/properties"));

    assertThat(expected).isNotEmpty();
    assertThat(fieldsAt(place)).isEqualTo(expected);
  }

  /** The reader lists what it knows where it meets what it does not. */
  private static Set<String> fieldsOf(String kind) {
    return known("rules: [{id: r, %s: {zzzzzzzzzzzzzzzzzz: x}}]".formatted(kind), kind);
  }

  private static Set<String> fieldsAt(String place) {
    String unknown = "zzzzzzzzzzzzzzzzzzzzzzzzzz: x";
    return switch (place) {
      case "" -> known(unknown, "");
      case "/$defs/Rule" -> known("rules: [{" + unknown + "}]", "rules");
      case "/$defs/Profile" -> known("profiles: [{" + unknown + "}]", "profiles");
      default -> known("exceptions: [{" + unknown + "}]", "exceptions");
    };
  }

  private static Set<String> known(String yaml, String place) {
    try {
      PolicyReader.read(yaml, "p", Reports.NOW);
      throw new AssertionError("an unknown field was read");
    } catch (PolicyException e) {
      String prefix = "known here: ";
      return e.problems().stream()
          .filter(problem -> problem.contains("unknown field") && problem.contains(place))
          .map(problem ->
              problem.contains(prefix)
                  ? problem.substring(problem.indexOf(prefix) + prefix.length())
                  : "")
          .flatMap(list -> Stream.of(list.split(", ", -1)))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> errors(JsonNode document) {
    return SCHEMA
        .validate(
            document.toString(),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static JsonNode schema() {
    try {
      return new JsonMapper().readTree(resource("policy.v1.schema.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
