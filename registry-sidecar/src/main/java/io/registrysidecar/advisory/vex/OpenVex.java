package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenVEX 0.2.0, and 0.0.1 before it, in which names were bare texts. */
final class OpenVex {

  static final String CONTEXT = "https://openvex.dev/ns";

  private static final int MOST = 10_000;

  static final List<String> JUSTIFICATIONS =
      List.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  private OpenVex() {}

  static VexDocument read(JsonNode root, String source) throws MalformedVex {
    String id = VexFields.text(root, "@id");
    String author = VexFields.text(root, "author");
    Instant time = VexFields.time(root, "last_updated", "timestamp");
    VexIntake intake =
        new VexIntake(new VexOrigin(id == null ? "" : id, author == null ? "" : author, source));
    intake.each(root, "statements", node -> intake.add(statement(node, time, intake.origin())));
    return intake.document();
  }

  static void checkJustification(String word) throws MalformedVex {
    if (!JUSTIFICATIONS.contains(word)) {
      throw new MalformedVex(
          "the justification \""
              + VexFields.brief(word)
              + "\" is not known; there are "
              + String.join(", ", JUSTIFICATIONS));
    }
  }

  private static VexStatement statement(JsonNode node, @Nullable Instant outer, VexOrigin origin)
      throws MalformedVex {
    VexStatus status = VexStatus.parse(VexFields.required(node, "status"));
    String justification = VexFields.text(node, "justification");
    String impact = VexFields.text(node, "impact_statement");
    if (justification != null) {
      checkJustification(justification);
    }
    if (status == VexStatus.NOT_AFFECTED && justification == null && impact == null) {
      throw new MalformedVex("not_affected needs a justification or an impact_statement");
    }
    Instant own = VexFields.time(node, "last_updated", "timestamp");
    Instant time = own == null ? outer : own;
    if (time == null) {
      throw new MalformedVex("neither it nor the document has a timestamp");
    }
    List<VexProduct> products = new ArrayList<>();
    List<String> shared = identifiers(node);
    for (JsonNode each : VexFields.list(node, "products", MOST)) {
      products.add(product(each, shared));
    }
    if (products.isEmpty()) {
      throw new MalformedVex("it names no products");
    }
    return new VexStatement(
        names(node),
        products,
        status,
        justification,
        impact,
        VexFields.advice(node, "action_statement"),
        time,
        origin);
  }

  private static Set<String> names(JsonNode node) throws MalformedVex {
    JsonNode vulnerability = node.path("vulnerability");
    if (vulnerability.isTextual()) {
      return Set.of(VexFields.required(node, "vulnerability"));
    }
    Set<String> names = new LinkedHashSet<>(VexFields.texts(vulnerability, "aliases", MOST));
    names.add(VexFields.required(vulnerability, "name"));
    return names;
  }

  private static VexProduct product(JsonNode node, List<String> shared) throws MalformedVex {
    if (node.isTextual()) {
      return new VexProduct(
          List.of(VexFields.text(node.textValue(), "a product")), Set.of(), shared);
    }
    List<String> parts = identifiers(node);
    VexProduct self = identified(node);
    return new VexProduct(self.identifiers(), self.hashes(), parts.isEmpty() ? shared : parts);
  }

  /** Of each subcomponent one name: the package URL if it has one. */
  private static List<String> identifiers(JsonNode node) throws MalformedVex {
    List<String> parts = new ArrayList<>();
    for (JsonNode each : VexFields.list(node, "subcomponents", MOST)) {
      if (each.isTextual()) {
        parts.add(VexFields.text(each.textValue(), "a subcomponent"));
      } else {
        parts.add(identified(each).identifiers().getLast());
      }
    }
    return parts;
  }

  private static VexProduct identified(JsonNode node) throws MalformedVex {
    if (!node.isObject()) {
      throw new MalformedVex("a product is neither a text nor an object");
    }
    List<String> identifiers = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    String id = VexFields.text(node, "@id");
    if (id != null) {
      identifiers.add(id);
    }
    String purl = VexFields.text(node.path("identifiers"), "purl");
    if (purl != null) {
      identifiers.add(purl);
    }
    for (Map.Entry<String, JsonNode> hash : node.path("hashes").properties()) {
      String digest = VexFields.digest(hash.getKey(), hash.getValue().asText());
      if (digest != null) {
        hashes.add(digest);
      }
    }
    if (identifiers.isEmpty() && hashes.isEmpty()) {
      throw new MalformedVex("a product has neither @id nor purl nor hashes");
    }
    if (identifiers.isEmpty()) {
      identifiers.addAll(hashes);
    }
    return new VexProduct(identifiers, hashes, List.of());
  }
}
