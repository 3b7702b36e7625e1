package io.registrysidecar.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EvidenceJson} writes. */
final class EvidenceReader {

  private EvidenceReader() {}

  static LayerShape shape(JsonNode node) throws MalformedEvidence {
    Map<String, String> rootLinks = new TreeMap<>();
    for (Map.Entry<String, JsonNode> link : node.path("rootLinks").properties()) {
      rootLinks.put(link.getKey(), link.getValue().asText());
    }
    return new LayerShape(
        paths(node.path("whiteouts")),
        paths(node.path("opaques")),
        rootLinks,
        paths(node.path("directories")),
        paths(node.path("others")));
  }

  static FileEvidence file(JsonNode node, Digest layer) throws MalformedEvidence {
    String path = text(node, "path");
    List<PackageAt> packages = new ArrayList<>();
    for (JsonNode each : node.path("packages")) {
      packages.add(new PackageAt(fact(each), optional(each, "inner")));
    }
    JsonNode distribution = node.path("distribution");
    return new FileEvidence(
        path,
        packages,
        distribution.isObject() ? distribution(distribution) : null,
        notes(node, layer, path));
  }

  /**
   * The notes of {@code node}.
   *
   * @param path the path that they are about, or null when each has its own
   */
  static List<CoverageNote> notes(JsonNode node, Digest layer, @Nullable String path)
      throws MalformedEvidence {
    List<CoverageNote> notes = new ArrayList<>();
    for (JsonNode note : node.path("notes")) {
      notes.add(
          new CoverageNote(
              text(note, "code"),
              text(note, "message"),
              layer,
              path == null ? optional(note, "path") : path));
    }
    return notes;
  }

  private static Distribution distribution(JsonNode node) throws MalformedEvidence {
    return new Distribution(
        text(node, "id"),
        optional(node, "versionId"),
        optional(node, "codename"),
        text(node, "prettyName"),
        texts(node.path("idLike")));
  }

  private static PackageFact fact(JsonNode node) throws MalformedEvidence {
    String source = optional(node, "source");
    return new PackageFact(
        text(node, "type"),
        optional(node, "namespace"),
        text(node, "name"),
        text(node, "version"),
        optional(node, "architecture"),
        source == null ? null : new SourcePackage(source, text(node, "sourceVersion")),
        optional(node, "maintainer"),
        texts(node.path("licenses")),
        optional(node, "module"));
  }

  private static PathSet paths(JsonNode node) throws MalformedEvidence {
    try {
      byte[] bytes = node.binaryValue();
      if (bytes == null || bytes.length % Long.BYTES != 0) {
        throw new MalformedEvidence("kept evidence has no set of paths where one belongs");
      }
      long[] hashes = new long[bytes.length / Long.BYTES];
      ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
      return PathSet.ofHashes(hashes);
    } catch (IOException e) {
      throw new MalformedEvidence("kept evidence has a set of paths that is not base64", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String text(JsonNode node, String key) throws MalformedEvidence {
    String text = optional(node, key);
    if (text == null) {
      throw new MalformedEvidence("kept evidence has no \"" + key + "\" where one belongs");
    }
    return text;
  }

  private static @Nullable String optional(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? value.textValue() : null;
  }
}
