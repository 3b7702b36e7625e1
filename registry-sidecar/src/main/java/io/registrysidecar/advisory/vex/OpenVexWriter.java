package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements about one image as OpenVEX 0.2.0.
 *
 * <p>Equal statements give equal documents: the identifier of a document is made of what it says,
 * so its version always is 1.
 */
public final class OpenVexWriter {

  private static final String CONTEXT = OpenVex.CONTEXT + "/v0.2.0";

  private OpenVexWriter() {}

  /**
   * A manifest.
   *
   * @param architecture as OCI writes it, or null when not known, as of an index
   */
  public record Target(Digest digest, @Nullable String architecture) {}

  /**
   * A statement and what it is about.
   *
   * @param since when it was made
   * @param targets the manifests, at least one
   */
  public record Entry(VexMark mark, Instant since, List<Target> targets) {

    /** Copies the targets. */
    public Entry {
      targets = List.copyOf(targets);
    }
  }

  /**
   * The document.
   *
   * @param repository registry host and repository of the image
   * @param entries what is said, at least one, in the order in which it is written
   * @param tooling the program that writes
   */
  public static ObjectNode document(String repository, List<Entry> entries, String tooling) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("@context", CONTEXT);
    document.put(
        "author",
        entries.stream()
            .map(entry -> entry.mark().author())
            .distinct()
            .collect(Collectors.joining("; ")));
    document.put(
        "timestamp",
        time(entries.stream().map(Entry::since).max(Instant::compareTo).orElseThrow()));
    document.put("version", 1);
    ArrayNode statements = document.putArray("statements");
    entries.forEach(entry -> statements.add(statement(repository, entry)));
    document.put("@id", "urn:registrysidecar:vex:" + said(document).hex());
    document.put("tooling", tooling);
    return document;
  }

  /** The digest of what a document says, whichever version of this program has written it. */
  public static Digest said(ObjectNode document) {
    ObjectNode words = document.deepCopy();
    words.remove("tooling");
    return Digest.sha256(BoundedJson.write(words));
  }

  private static ObjectNode statement(String repository, Entry entry) {
    VexMark mark = entry.mark();
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.putObject("vulnerability").put("name", mark.vulnerability());
    statement.put("timestamp", time(entry.since()));
    ArrayNode products = statement.putArray("products");
    entry.targets().forEach(target -> products.add(product(repository, target, mark.component())));
    statement.put("status", mark.status().word());
    statement.put("status_notes", mark.note());
    putIfSaid(statement, "justification", mark.justification());
    putIfSaid(statement, "impact_statement", mark.impact());
    if (mark.action() != null) {
      statement.put("action_statement", mark.action());
      statement.put("action_statement_timestamp", time(entry.since()));
    }
    return statement;
  }

  /** By its digest alone, as some look it up, and by its address, as others do. */
  private static ObjectNode product(String repository, Target target, @Nullable String component) {
    TreeMap<String, String> address = new TreeMap<>();
    address.put("repository_url", repository);
    if (target.architecture() != null) {
      address.put("arch", target.architecture());
    }
    ObjectNode product = JsonNodeFactory.instance.objectNode();
    product.put("@id", purl(repository, target.digest(), null));
    product.putObject("identifiers").put("purl", purl(repository, target.digest(), address));
    product
        .putObject("hashes")
        .put(
            target.digest().algorithm() == Digest.Algorithm.SHA256 ? "sha-256" : "sha-512",
            target.digest().hex());
    if (component != null) {
      product.putArray("subcomponents").addObject().put("@id", component);
    }
    return product;
  }

  private static String purl(
      String repository, Digest digest, @Nullable Map<String, String> qualifiers) {
    String name = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    try {
      return new PackageURL(
              "oci",
              null,
              name,
              digest.toString(),
              qualifiers == null ? null : new TreeMap<>(qualifiers),
              null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("the name of " + repository + " makes no package URL", e);
    }
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void putIfSaid(ObjectNode node, String name, @Nullable String text) {
    if (text != null) {
      node.put(name, text);
    }
  }
}
