package io.registrysidecar.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {

  private static List<String> names(byte[] content) throws IOException, MalformedEvidence {
    List<String> names = new ArrayList<>();
    BoundedJson.read(
        new ByteArrayInputStream(content),
        parser -> BoundedJson.members(parser, (name, _) -> names.add(name)));
    return names;
  }

  private static void walk(JsonParser parser) throws IOException {
    parser.skipChildren();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-32LE"})
  void theMembersOfADocumentAreShown(String encoding) throws Exception {
    assertThat(names("{\"a\": {\"b\": 1}, \"c\": 2}".getBytes(Charset.forName(encoding))))
        .containsExactly("a", "c");
  }

  /** Each may tell of a file, never of a layer that could not be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": ",
        "{\"a\": \"\u00c3(\"}",
        "\0\0\0{\1\1\1\1",
        "\0\0\0{\0\0",
        "\0{\0\0\0{\0\0"
      })
  void whatIsNoneIsMalformed(String octets) {
    byte[] content = octets.getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(
            () -> BoundedJson.read(new ByteArrayInputStream(content), BoundedJsonTest::walk))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageStartingWith("it is not JSON: ");
  }

  @Test
  void whatIsTooDeepIsMalformed() {
    byte[] content = "[".repeat(300).getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(
            () -> BoundedJson.read(new ByteArrayInputStream(content), BoundedJsonTest::walk))
        .isInstanceOf(MalformedEvidence.class);
  }
}
