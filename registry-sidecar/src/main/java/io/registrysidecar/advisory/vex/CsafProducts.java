package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The product tree of a CSAF document. A product that nothing but its name or a CPE identifies is
 * known, and matches nothing.
 */
final class CsafProducts {

  private static final int MOST = 100_000;

  private final Map<String, VexProduct> products = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();

  private CsafProducts() {}

  static CsafProducts of(JsonNode tree) throws MalformedVex {
    CsafProducts all = new CsafProducts();
    all.addBranches(tree);
    for (JsonNode each : VexFields.list(tree, "full_product_names", MOST)) {
      all.add(each);
    }
    for (JsonNode each : VexFields.list(tree, "relationships", MOST)) {
      all.addRelationship(each);
    }
    for (JsonNode each : VexFields.list(tree, "product_groups", MOST)) {
      all.groups.put(
          VexFields.required(each, "group_id"), VexFields.texts(each, "product_ids", MOST));
    }
    return all;
  }

  VexProduct named(String id) throws MalformedVex {
    VexProduct product = products.get(id);
    if (product == null) {
      throw new MalformedVex("the product tree has no such product");
    }
    return product;
  }

  List<String> group(String id) {
    return groups.getOrDefault(id, List.of());
  }

  /** As deep as documents are read at all. */
  private void addBranches(JsonNode node) throws MalformedVex {
    for (JsonNode branch : VexFields.list(node, "branches", MOST)) {
      if (branch.path("product").isObject()) {
        add(branch.path("product"));
      }
      addBranches(branch);
    }
  }

  private void add(JsonNode product) throws MalformedVex {
    JsonNode helper = product.path("product_identification_helper");
    List<String> identifiers = new ArrayList<>(VexFields.texts(helper, "purls", MOST));
    String purl = VexFields.text(helper, "purl");
    if (purl != null) {
      identifiers.add(purl);
    }
    Set<String> hashes = new HashSet<>();
    for (JsonNode file : VexFields.list(helper, "hashes", MOST)) {
      for (JsonNode hash : VexFields.list(file, "file_hashes", MOST)) {
        String digest =
            VexFields.digest(
                VexFields.required(hash, "algorithm"), VexFields.required(hash, "value"));
        if (digest != null) {
          hashes.add(digest);
        }
      }
    }
    if (identifiers.isEmpty()) {
      identifiers.addAll(hashes);
    }
    products.put(
        VexFields.required(product, "product_id"), new VexProduct(identifiers, hashes, List.of()));
  }

  /** A part in a whole. Where the whole cannot be identified, the part alone is not meant. */
  private void addRelationship(JsonNode node) throws MalformedVex {
    VexProduct part = products.get(VexFields.required(node, "product_reference"));
    VexProduct whole = products.get(VexFields.required(node, "relates_to_product_reference"));
    String id = VexFields.required(node.path("full_product_name"), "product_id");
    products.put(
        id,
        part == null || whole == null || part.identifiers().isEmpty()
            ? new VexProduct(List.of(), Set.of(), List.of())
            : new VexProduct(whole.identifiers(), whole.hashes(), part.identifiers()));
  }
}
