package io.registrysidecar.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Layer evidence as JSON. What is null or empty is left out. */
final class EvidenceJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EvidenceJson() {}

  static JsonNode layer(LayerShape shape, List<CoverageNote> notes) {
    ObjectNode node = NODES.objectNode();
    node.put("whiteouts", bytes(shape.whiteouts()));
    node.put("opaques", bytes(shape.opaques()));
    ObjectNode links = node.putObject("rootLinks");
    shape.rootLinks().forEach(links::put);
    node.put("directories", bytes(shape.directories()));
    node.put("others", bytes(shape.others()));
    putNotes(node, notes, true);
    return node;
  }

  static JsonNode files(List<FileEvidence> files) {
    ArrayNode array = NODES.arrayNode();
    files.forEach(file -> array.add(file(file)));
    return array;
  }

  private static ObjectNode file(FileEvidence file) {
    ObjectNode node = NODES.objectNode();
    node.put("path", file.path());
    Distribution distribution = file.distribution();
    if (distribution != null) {
      ObjectNode named = node.putObject("distribution").put("id", distribution.id());
      put(named, "versionId", distribution.versionId());
      put(named, "codename", distribution.codename());
      named.put("prettyName", distribution.prettyName());
      put(named, "idLike", distribution.idLike());
    }
    if (!file.packages().isEmpty()) {
      ArrayNode packages = node.putArray("packages");
      file.packages().forEach(found -> packages.add(packageAt(found)));
    }
    putNotes(node, file.notes(), false);
    return node;
  }

  private static ObjectNode packageAt(PackageAt found) {
    PackageFact fact = found.fact();
    ObjectNode node = NODES.objectNode();
    node.put("type", fact.type());
    put(node, "namespace", fact.namespace());
    node.put("name", fact.name()).put("version", fact.version());
    put(node, "architecture", fact.architecture());
    SourcePackage source = fact.source();
    if (source != null) {
      node.put("source", source.name()).put("sourceVersion", source.version());
    }
    put(node, "maintainer", fact.maintainer());
    put(node, "licenses", fact.licenses());
    put(node, "module", fact.module());
    put(node, "inner", found.inner());
    return node;
  }

  private static void putNotes(ObjectNode node, List<CoverageNote> notes, boolean withPath) {
    if (notes.isEmpty()) {
      return;
    }
    ArrayNode array = node.putArray("notes");
    for (CoverageNote note : notes) {
      ObjectNode each = array.addObject().put("code", note.code()).put("message", note.message());
      if (withPath) {
        put(each, "path", note.path());
      }
    }
  }

  private static void put(ObjectNode node, String key, @Nullable String value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private static void put(ObjectNode node, String key, Collection<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(key);
      values.forEach(array::add);
    }
  }

  private static byte[] bytes(PathSet paths) {
    long[] hashes = paths.hashes();
    ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
    bytes.asLongBuffer().put(hashes);
    return bytes.array();
  }
}
