package io.registrysidecar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an audit trail tells of how an image was built, and how to build it again. Claims that
 * contradict each other stand beside each other.
 *
 * @param claims the list {@code built} of the trail
 * @param conflicts the list {@code conflicts} of the trail
 */
record Builds(JsonNode claims, JsonNode conflicts) {

  /** Those of a trail. */
  static Builds of(ObjectNode predicate) {
    return new Builds(predicate.path("built"), predicate.path("conflicts"));
  }

  void put(ObjectNode json) {
    json.set("built", claims.deepCopy());
    json.set("conflicts", conflicts.deepCopy());
  }

  String text() {
    if (claims.isEmpty()) {
      return "Nobody says how it was built.\n";
    }
    StringBuilder text = new StringBuilder("How it was built\n");
    claims.forEach(claim -> claim(text, claim));
    conflicts.forEach(conflict -> line(text, "  CONFLICT: ", conflict.asText()));
    return text.toString();
  }

  private static void claim(StringBuilder text, JsonNode claim) {
    JsonNode source = claim.path("source");
    line(text, "  %s by ".formatted(claim.path("trust").asText()), named(source));
    member(text, "builder", claim.path("builder"));
    member(text, "repository", claim.path("repository"));
    member(text, "commit", claim.path("commit"));
    member(text, "definition", claim.path("definition"));
    member(text, "started", claim.path("startedOn"));
    claim.path("base").forEach(base -> line(text, "    base        ", pinned(base)));
    member(text, "build again", claim.path("rebuild"));
    claim
        .path("notReproducible")
        .forEach(each -> line(text, "    not in the record: ", each.asText()));
  }

  private static String named(JsonNode source) {
    return source.path("kind").asText()
        + " "
        + source.path("digest").asText()
        + (source.hasNonNull("signer") ? ", signed by " + source.path("signer").asText() : "");
  }

  private static String pinned(JsonNode base) {
    return Stream.of("uri", "digest")
        .map(name -> base.path(name).asText())
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static void member(StringBuilder text, String name, JsonNode value) {
    if (!value.asText().isEmpty()) {
      line(text, "    %-12s".formatted(name), value.asText());
    }
  }

  private static void line(StringBuilder text, String head, String tail) {
    text.append(Printable.of(head + tail)).append('\n');
  }
}
