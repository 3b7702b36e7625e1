package io.registrysidecar.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files that this module publishes, as a consumer in another language meets them. */
final class Published {

  static final List<String> EXAMPLES =
      List.of("clean", "findings", "partial-coverage", "no-database", "index");

  private static final JsonMapper PLAIN = new JsonMapper();

  private Published() {}

  static String exampleReport(String name) {
    return file("examples/report-" + name + ".json");
  }

  static String exampleAnnotations(String name) {
    return file("examples/annotations-" + name + ".json");
  }

  static JsonNode reportSchema() {
    return parse(file("report.v1.schema.json"));
  }

  static JsonNode annotationsSchema() {
    return parse(file("annotations.v1.schema.json"));
  }

  static JsonNode auditTrailSchema() {
    return parse(file("audit-trail.v1.schema.json"));
  }

  static String exampleAuditTrail() {
    return file("examples/audit-trail.json");
  }

  /** What a generic JSON Schema validator says of a document, empty when it is valid. */
  static List<String> errors(JsonNode schema, String document) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  static JsonNode parse(String json) {
    try {
      return PLAIN.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String name) {
    try (InputStream in = Published.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
