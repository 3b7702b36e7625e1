package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that the OpenVEX project publishes. */
public final class OpenVexSchema {

  private static final Path FILE =
      Path.of("src/test/resources/advisory/vex/schema/openvex_json_schema.json");
  private static final Schema SCHEMA = schema();

  private OpenVexSchema() {}

  /** What does not fit. */
  static List<String> errors(String document) {
    return SCHEMA
        .validate(
            document,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Fails unless a document is what the schema wants. */
  public static void assertValid(String document) {
    assertThat(errors(document)).as(document).isEmpty();
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(FILE), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
