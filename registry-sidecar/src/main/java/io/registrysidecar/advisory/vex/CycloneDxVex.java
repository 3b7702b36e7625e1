package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The analyses in CycloneDX JSON, 1.4 to 1.6. A reference is the {@code bom-ref} of a component of
 * the same document, a BOM-Link whose fragment is a package URL, or a package URL.
 */
final class CycloneDxVex {

  private static final int MOST = 10_000;
  private static final int DEEPEST = 16;

  private final Map<String, VexProduct> components = new HashMap<>();
  private final @Nullable String productRef;
  private final @Nullable VexProduct product;
  private final @Nullable Instant time;
  private final VexOrigin origin;

  private CycloneDxVex(JsonNode root, String source) throws MalformedVex {
    JsonNode metadata = root.path("metadata");
    JsonNode main = metadata.path("component");
    this.productRef = main.isObject() ? VexFields.text(main, "bom-ref") : null;
    this.product = main.isObject() ? identified(main) : null;
    this.time = VexFields.time(metadata, "timestamp");
    String serial = VexFields.text(root, "serialNumber");
    this.origin = new VexOrigin(serial == null ? "" : serial, author(metadata), source);
    addComponents(root, 0);
    addComponents(main, 0);
  }

  static VexDocument read(JsonNode root, String source) throws MalformedVex {
    CycloneDxVex reader = new CycloneDxVex(root, source);
    VexIntake intake = new VexIntake(reader.origin);
    intake.each(
        root,
        "vulnerabilities",
        node -> {
          if (node.path("analysis").isObject()) {
            intake.add(reader.statement(node));
          }
        });
    return intake.document();
  }

  private VexStatement statement(JsonNode node) throws MalformedVex {
    JsonNode analysis = node.path("analysis");
    Set<String> names = new LinkedHashSet<>();
    names.add(VexFields.required(node, "id"));
    for (JsonNode reference : VexFields.list(node, "references", MOST)) {
      names.add(VexFields.required(reference, "id"));
    }
    List<VexProduct> products = new ArrayList<>();
    for (JsonNode each : VexFields.list(node, "affects", MOST)) {
      products.addAll(affected(each));
    }
    if (products.isEmpty()) {
      throw new MalformedVex("it names nothing that is affected or not");
    }
    Instant own = VexFields.time(analysis, "lastUpdated", "firstIssued");
    Instant told = own == null ? VexFields.time(node, "updated") : own;
    Instant any = told == null ? time : told;
    return new VexStatement(
        names,
        products,
        status(VexFields.required(analysis, "state")),
        VexFields.text(analysis, "justification"),
        VexFields.text(analysis, "detail"),
        VexFields.advice(node, "recommendation"),
        any == null ? Instant.EPOCH : any,
        origin);
  }

  private static VexStatus status(String state) throws MalformedVex {
    return switch (state) {
      case "not_affected", "false_positive" -> VexStatus.NOT_AFFECTED;
      case "resolved", "resolved_with_pedigree" -> VexStatus.FIXED;
      case "exploitable" -> VexStatus.AFFECTED;
      case "in_triage" -> VexStatus.UNDER_INVESTIGATION;
      default ->
          throw new MalformedVex("the state \"" + VexFields.brief(state) + "\" is not known");
    };
  }

  private List<VexProduct> affected(JsonNode node) throws MalformedVex {
    String reference = VexFields.required(node, "ref");
    if (product != null && reference.equals(productRef)) {
      return List.of(product);
    }
    VexProduct known = components.get(reference);
    String identifier =
        known == null ? linked(reference) : known.identifiers().stream().findFirst().orElse(null);
    if (identifier == null) {
      throw new MalformedVex("there is no package URL behind " + VexFields.brief(reference));
    }
    List<VexProduct> named = new ArrayList<>();
    for (String each : versions(identifier, node)) {
      named.add(
          known == null || product == null
              ? VexProduct.of(each)
              : new VexProduct(product.identifiers(), product.hashes(), List.of(each)));
    }
    return named;
  }

  /** With each version that is listed, unless the name has one already. */
  private static List<String> versions(String purl, JsonNode node) throws MalformedVex {
    List<JsonNode> versions = VexFields.list(node, "versions", MOST);
    if (versions.isEmpty() || purl.contains("@")) {
      return List.of(purl);
    }
    List<String> all = new ArrayList<>();
    for (JsonNode each : versions) {
      String version = VexFields.text(each, "version");
      if (version == null) {
        throw new MalformedVex("ranges of versions are not judged");
      }
      int qualifiers = purl.indexOf('?');
      String before = qualifiers < 0 ? purl : purl.substring(0, qualifiers);
      all.add(before + "@" + version + purl.substring(before.length()));
    }
    return all;
  }

  private static @Nullable String linked(String reference) {
    if (reference.startsWith("pkg:")) {
      return reference;
    }
    int fragment = reference.indexOf('#');
    if (!reference.startsWith("urn:cdx:") || fragment < 0) {
      return null;
    }
    String ref = reference.substring(fragment + 1);
    if (ref.startsWith("pkg:")) {
      return ref;
    }
    try {
      String decoded = URLDecoder.decode(ref.replace("+", "%2B"), StandardCharsets.UTF_8);
      return decoded.startsWith("pkg:") ? decoded : null;
    } catch (IllegalArgumentException e) {
      return null; // not an encoded text, so not an encoded package URL
    }
  }

  private void addComponents(JsonNode node, int depth) throws MalformedVex {
    if (depth > DEEPEST) {
      throw new MalformedVex("components are nested deeper than " + DEEPEST);
    }
    for (JsonNode each : VexFields.list(node, "components", Integer.MAX_VALUE)) {
      String ref = VexFields.text(each, "bom-ref");
      if (ref != null) {
        components.put(ref, identified(each));
      }
      addComponents(each, depth + 1);
    }
  }

  private static VexProduct identified(JsonNode component) throws MalformedVex {
    String purl = VexFields.text(component, "purl");
    Set<String> hashes = new HashSet<>();
    for (JsonNode each : VexFields.list(component, "hashes", MOST)) {
      String digest =
          VexFields.digest(VexFields.required(each, "alg"), VexFields.required(each, "content"));
      if (digest != null) {
        hashes.add(digest);
      }
    }
    List<String> identifiers = new ArrayList<>();
    if (purl != null) {
      identifiers.add(purl);
    }
    identifiers.addAll(hashes);
    return new VexProduct(identifiers, hashes, List.of());
  }

  private static String author(JsonNode metadata) throws MalformedVex {
    for (JsonNode each : VexFields.list(metadata, "authors", MOST)) {
      String name = VexFields.text(each, "name");
      if (name != null) {
        return name;
      }
    }
    for (String role : List.of("manufacturer", "manufacture", "supplier")) {
      String name = VexFields.text(metadata.path(role), "name");
      if (name != null) {
        return name;
      }
    }
    return "";
  }
}
