package io.registrysidecar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an audit trail tells of signatures and attestations that others have made: on the image
 * itself, and on the index that lists it, which is always said.
 *
 * @param signatures the list {@code signatures} of the trail
 * @param attestations the list {@code attestations} of the trail
 */
record Witnesses(JsonNode signatures, JsonNode attestations) {

  /** Those of a trail. */
  static Witnesses of(ObjectNode predicate) {
    return new Witnesses(predicate.path("signatures"), predicate.path("attestations"));
  }

  void put(ObjectNode json) {
    json.set("signatures", signatures.deepCopy());
    json.set("attestations", attestations.deepCopy());
  }

  String text() {
    if (signatures.isEmpty() && attestations.isEmpty()) {
      return "Nobody else signed it, or attested anything of it.\n";
    }
    StringBuilder text = new StringBuilder("What others signed and attested\n");
    signatures.forEach(each -> text.append(Printable.of(line(each))).append('\n'));
    attestations.forEach(each -> text.append(Printable.of(line(each))).append('\n'));
    return text.toString();
  }

  private static String line(JsonNode found) {
    String index = found.path("index").asText();
    return "  %s by %s %s%s%s%s"
        .formatted(
            found.hasNonNull("trust")
                ? found.path("trust").asText()
                : found.path("result").asText(),
            found.path("kind").asText(),
            found.path("manifest").asText(),
            after(": ", found.path("predicateType").asText()),
            after(", signed by ", found.path("signer").asText()),
            index.isEmpty() ? "" : ", of the index " + index);
  }

  private static String after(String head, String tail) {
    return tail.isEmpty() ? "" : head + tail;
  }
}
