package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;

/** What is the same for all questions in JSON. */
final class Questions {

  /** More images than any Pod has. */
  static final int MOST_IMAGES = 500;

  /** Longer than any reference, in characters. */
  static final int LONGEST_IMAGE = 1024;

  private Questions() {}

  /**
   * The JSON of a body.
   *
   * @throws MalformedReview if it is larger than {@code largest} bytes, or not acceptable
   */
  static JsonNode json(byte[] body, int largest) throws MalformedReview {
    if (body.length > largest) {
      throw new MalformedReview(null, "the request is larger than " + largest + " bytes");
    }
    try {
      return BoundedJson.read(body);
    } catch (IOException e) {
      throw new MalformedReview(null, "the request is not acceptable JSON");
    }
  }

  /**
   * A text at {@code place}.
   *
   * @throws MalformedReview if there is none, or a longer one
   */
  static String text(JsonNode node, int longest, String place) throws MalformedReview {
    String text = node.textValue();
    if (text == null || text.isEmpty() || text.length() > longest) {
      throw new MalformedReview(
          null, place + " is not a string of 1 to " + longest + " characters");
    }
    return text;
  }

  /**
   * The namespace that a question names; empty when it names none.
   *
   * @throws MalformedReview if it is something else than a short string
   */
  static String namespace(JsonNode node, String place) throws MalformedReview {
    boolean none = node.isMissingNode() || node.isNull() || node.asText("?").isEmpty();
    return none ? "" : text(node, 253, place);
  }
}
