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
        notes(node, layer, path),
        about(node.path("about")),
        diversions(node.path("diversions")),
        texts(node.path("elsewhere")),
        digests(node.path("digests")));
  }

  private static List<AboutPackage> about(JsonNode array) throws MalformedEvidence {
    List<AboutPackage> about = new ArrayList<>();
    for (JsonNode each : array) {
      about.add(
          new AboutPackage(
              text(each, "type"),
              text(each, "name"),
              optional(each, "architecture"),
              each.has("files") ? files(each) : OwnedFiles.NONE,
              texts(each.path("licenses"))));
    }
    return about;
  }

  private static OwnedFiles files(JsonNode node) throws MalformedEvidence {
    long[] paths = hashes(node.path("files"));
    String hash = optional(node, "hash");
    if (hash == null) {
      return new OwnedFiles(null, paths, new int[0]);
    }
    ByteBuffer bytes = ByteBuffer.wrap(binary(node.path("heads")));
    if (bytes.remaining() != paths.length * Integer.BYTES) {
      throw new MalformedEvidence("kept evidence has not one hash for each file");
    }
    int[] heads = new int[paths.length];
    bytes.asIntBuffer().get(heads);
    for (FileHash known : FileHash.values()) {
      if (known.word().equals(hash)) {
        return new OwnedFiles(known, paths, heads);
      }
    }
    throw new MalformedEvidence("kept evidence has files hashed by " + hash);
  }

  private static List<Diversion> diversions(JsonNode array) throws MalformedEvidence {
    List<Diversion> diversions = new ArrayList<>();
    for (JsonNode each : array) {
      diversions.add(new Diversion(text(each, "from"), text(each, "to"), text(each, "by")));
    }
    return diversions;
  }

  private static @Nullable ContentDigests digests(JsonNode node) throws MalformedEvidence {
    if (!node.isObject()) {
      return null;
    }
    try {
      return new ContentDigests(
          new Digest(Digest.Algorithm.SHA256, text(node, "sha256")),
          node.has("md5") ? node.path("md5").asInt() : null,
          node.has("sha1") ? node.path("sha1").asInt() : null);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvidence("kept evidence has no digest where one belongs", e);
    }
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
        texts(node.path("idLike")),
        texts(node.path("repositories")));
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
        optional(node, "module"),
        relations(node),
        identification(node),
        qualifiers(node.path("qualifiers")));
  }

  private static Map<String, String> qualifiers(JsonNode node) {
    Map<String, String> qualifiers = new TreeMap<>();
    node.properties().forEach(each -> qualifiers.put(each.getKey(), each.getValue().asText()));
    return qualifiers;
  }

  private static Identification identification(JsonNode node) throws MalformedEvidence {
    String word = optional(node, "basis");
    if (word == null) {
      return Identification.STATED;
    }
    for (Identification.Basis basis : Identification.Basis.values()) {
      if (basis.word().equals(word)) {
        return new Identification(basis, optional(node, "javaPackages"));
      }
    }
    throw new MalformedEvidence("kept evidence names a package by " + word);
  }

  private static Relations relations(JsonNode node) {
    List<List<String>> needs = new ArrayList<>();
    texts(node.path("needs")).forEach(each -> needs.add(List.of(each.split("\\|", -1))));
    return new Relations(needs, texts(node.path("provides")));
  }

  private static PathSet paths(JsonNode node) throws MalformedEvidence {
    return PathSet.ofHashes(hashes(node));
  }

  private static long[] hashes(JsonNode node) throws MalformedEvidence {
    byte[] bytes = binary(node);
    if (bytes.length % Long.BYTES != 0) {
      throw new MalformedEvidence("kept evidence has no set of paths where one belongs");
    }
    long[] hashes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
    return hashes;
  }

  private static byte[] binary(JsonNode node) throws MalformedEvidence {
    try {
      byte[] bytes = node.binaryValue();
      if (bytes == null) {
        throw new MalformedEvidence("kept evidence has no set of paths where one belongs");
      }
      return bytes;
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
