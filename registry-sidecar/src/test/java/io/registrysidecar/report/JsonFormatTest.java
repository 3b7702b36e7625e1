package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registrysidecar.schema.Report;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {

  @ParameterizedTest
  @ValueSource(strings = {"findings", "clean", "partial", "nothing-known", "index"})
  void itFollowsThePublishedSchemaAndHasNoMemberBesides(String sample) throws Exception {
    String json =
        new String(
            ReportFormats.JSON.render(Samples.report(sample), ReportFormat.Style.COMPACT),
            StandardCharsets.UTF_8);

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(strict())
                .validate(json, InputFormat.JSON))
        .isEmpty();
  }

  /**
   * The published schema, closed: it is open for members of later releases, of which this release
   * has none.
   */
  private static JsonNode strict() throws Exception {
    try (InputStream published = Report.class.getResourceAsStream("report.v1.schema.json")) {
      JsonNode schema = new JsonMapper().readTree(published);
      schema.findParents("properties").forEach(object -> closeIfObject((ObjectNode) object));
      return schema;
    }
  }

  private static void closeIfObject(ObjectNode schema) {
    if (schema.path("type").asText().equals("object")) {
      schema.put("additionalProperties", false);
    }
  }
}
