package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTermsTest {

  @ParameterizedTest
  @CsvSource({
    "MIT, MIT",
    "apache-2.0, Apache-2.0",
    "MIT OR WTFPL, MIT OR WTFPL",
    "(mit or  x, ",
    "( MIT  OR Apache-2.0 ) AND BSD-3-Clause, (MIT OR Apache-2.0) AND BSD-3-Clause",
    "GPL-2.0-only WITH Classpath-exception-2.0, GPL-2.0-only WITH Classpath-exception-2.0",
    "LGPL-2.1+, LGPL-2.1+",
    "Artistic-2.0+, Artistic-2.0+",
  })
  void anExpressionOfListedLicencesIsSpelledAsTheListDoes(String stated, String expression) {
    assertThat(LicenseTerms.expression(stated).orElse(null)).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GPL-2+",
        "MIT OR",
        "OR MIT",
        "MIT AND OR MIT",
        "MIT MIT",
        "(MIT",
        "MIT)",
        ")MIT(",
        "MIT WITH MIT",
        "(MIT) WITH LLVM-exception",
        "LLVM-exception",
        "BSD",
        "MIT or ISC"
      })
  void whatIsNoExpressionIsNotTakenForOne(String stated) {
    assertThat(LicenseTerms.expression(stated)).isEmpty();
  }

  @Test
  void theListIsTheOneThatTheCycloneDxSchemaHas() throws Exception {
    try (InputStream schema = JsonParser.class.getResourceAsStream("/spdx.schema.json")) {
      for (JsonNode id : new JsonMapper().readTree(schema).path("enum")) {
        String text = id.asText();
        assertThat(
                LicenseTerms.identifier(text).isPresent()
                    || LicenseTerms.expression("MIT WITH " + text).isPresent())
            .as(text)
            .isTrue();
      }
    }
  }
}
