package io.registrysidecar.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads JSON that came from outside.
 *
 * <p>Nesting, numbers and names are bounded, a name may stand only once in an object, and nothing
 * may follow the value: two readers of the same bytes must not see two different documents.
 */
public final class BoundedJson {

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_NAME = 4096;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BoundedJson() {}

  /**
   * Reads one JSON value.
   *
   * @param content the bytes; the caller has bounded their number
   * @throws IOException if the bytes are not JSON, or exceed a bound
   */
  public static JsonNode read(byte[] content) throws IOException {
    JsonNode node = MAPPER.readTree(content);
    if (node.isMissingNode()) {
      throw new IOException("empty document");
    }
    return node;
  }

  /** The compact bytes of {@code node}, its members in their order. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of JSON nodes cannot be written", e);
    }
  }
}
