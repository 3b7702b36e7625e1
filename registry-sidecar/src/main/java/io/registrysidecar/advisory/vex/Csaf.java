package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSAF 2.0, profile VEX: each vulnerability says which products are in which state. */
final class Csaf {

  private static final int MOST = 100_000;
  private static final Map<String, VexStatus> STATUSES =
      Map.of(
          "known_not_affected", VexStatus.NOT_AFFECTED,
          "fixed", VexStatus.FIXED,
          "first_fixed", VexStatus.FIXED,
          "known_affected", VexStatus.AFFECTED,
          "first_affected", VexStatus.AFFECTED,
          "last_affected", VexStatus.AFFECTED,
          "under_investigation", VexStatus.UNDER_INVESTIGATION);

  private final CsafProducts products;
  private final Instant time;
  private final VexIntake intake;

  private Csaf(JsonNode root, String source) throws MalformedVex {
    JsonNode document = root.path("document");
    JsonNode tracking = document.path("tracking");
    Instant released = VexFields.time(tracking, "current_release_date", "initial_release_date");
    if (released == null) {
      throw new MalformedVex("document.tracking has no current_release_date");
    }
    this.time = released;
    this.products = CsafProducts.of(root.path("product_tree"));
    this.intake =
        new VexIntake(
            new VexOrigin(
                VexFields.required(tracking, "id"),
                VexFields.required(document.path("publisher"), "name"),
                source));
  }

  static VexDocument read(JsonNode root, String source) throws MalformedVex {
    Csaf reader = new Csaf(root, source);
    reader.intake.each(root, "vulnerabilities", reader::vulnerability);
    return reader.intake.document();
  }

  private void vulnerability(JsonNode node) throws MalformedVex {
    Set<String> names = new LinkedHashSet<>();
    String cve = VexFields.text(node, "cve");
    if (cve != null) {
      names.add(cve);
    }
    for (JsonNode id : VexFields.list(node, "ids", MOST)) {
      names.add(VexFields.required(id, "text"));
    }
    if (names.isEmpty()) {
      throw new MalformedVex("it has neither cve nor ids");
    }
    String name = names.iterator().next();
    for (Map.Entry<String, JsonNode> entry : node.path("product_status").properties()) {
      VexStatus status = STATUSES.get(entry.getKey());
      if (status == null) {
        intake.attempt(
            name,
            () -> {
              if (!entry.getKey().equals("recommended")) {
                throw new MalformedVex(
                    "the status \"" + VexFields.brief(entry.getKey()) + "\" is not known");
              }
            });
        continue;
      }
      for (String product : VexFields.texts(node.path("product_status"), entry.getKey(), MOST)) {
        intake.attempt(
            name + " in " + product, () -> intake.add(statement(node, names, status, product)));
      }
    }
  }

  private VexStatement statement(JsonNode node, Set<String> names, VexStatus status, String product)
      throws MalformedVex {
    JsonNode flag = said(node, "flags", null, product);
    JsonNode threat = said(node, "threats", "impact", product);
    String justification = VexFields.text(flag, "label");
    String impact = VexFields.text(threat, "details");
    if (status == VexStatus.NOT_AFFECTED && justification == null && impact == null) {
      throw new MalformedVex("known_not_affected needs a flag or a threat of category impact");
    }
    return new VexStatement(
        names,
        List.of(products.named(product)),
        status,
        justification,
        impact,
        VexFields.advice(said(node, "remediations", null, product), "details"),
        time,
        intake.origin());
  }

  /** What is said of a product; what names neither product nor group is said of all. */
  private JsonNode said(JsonNode node, String list, @Nullable String category, String product)
      throws MalformedVex {
    for (JsonNode each : VexFields.list(node, list, MOST)) {
      if (category != null && !category.equals(each.path("category").asText())) {
        continue;
      }
      Set<String> of = new HashSet<>(VexFields.texts(each, "product_ids", MOST));
      List<String> groups = new ArrayList<>(VexFields.texts(each, "group_ids", MOST));
      groups.forEach(group -> of.addAll(products.group(group)));
      if ((of.isEmpty() && groups.isEmpty()) || of.contains(product)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }
}
