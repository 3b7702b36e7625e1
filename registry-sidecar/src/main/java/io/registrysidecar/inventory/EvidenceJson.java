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
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
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
      put(named, "repositories", distribution.repositories());
    }
    if (!file.packages().isEmpty()) {
      ArrayNode packages = node.putArray("packages");
      file.packages().forEach(found -> packages.add(packageAt(found)));
    }
    putNotes(node, file.notes(), false);
    if (!file.about().isEmpty()) {
      ArrayNode about = node.putArray("about");
      file.about().forEach(each -> about.add(about(each)));
    }
    if (!file.diversions().isEmpty()) {
      ArrayNode diversions = node.putArray("diversions");
      file.diversions()
          .forEach(each ->
              diversions
                  .addObject()
                  .put("from", each.from())
                  .put("to", each.to())
                  .put("by", each.by()));
    }
    put(node, "elsewhere", file.elsewhere());
    ContentDigests digests = file.digests();
    if (digests != null) {
      ObjectNode hashes = node.putObject("digests").put("sha256", digests.sha256().hex());
      put(hashes, "md5", digests.md5());
      put(hashes, "sha1", digests.sha1());
    }
    return node;
  }

  private static ObjectNode about(AboutPackage about) {
    ObjectNode node = NODES.objectNode().put("type", about.type()).put("name", about.name());
    put(node, "architecture", about.architecture());
    put(node, "licenses", about.licenses());
    OwnedFiles files = about.files();
    if (files.size() > 0) {
      node.put("files", bytes(files.size(), files::path));
      FileHash hash = files.hash();
      if (hash != null) {
        ByteBuffer heads = ByteBuffer.allocate(files.size() * Integer.BYTES);
        for (int i = 0; i < files.size(); i++) {
          heads.putInt(files.head(i));
        }
        node.put("hash", hash.word()).put("heads", heads.array());
      }
    }
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
    put(
        node,
        "needs",
        fact.relations().needs().stream().map(each -> String.join("|", each)).toList());
    put(node, "provides", fact.relations().provides());
    if (fact.identification().basis() != Identification.Basis.STATED) {
      node.put("basis", fact.identification().basis().word());
      put(node, "javaPackages", fact.identification().packages());
    }
    if (!fact.qualifiers().isEmpty()) {
      ObjectNode qualifiers = node.putObject("qualifiers");
      new TreeMap<>(fact.qualifiers()).forEach(qualifiers::put);
    }
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

  private static void put(ObjectNode node, String key, @Nullable Integer value) {
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
    return bytes(hashes.length, index -> hashes[index]);
  }

  private static byte[] bytes(int count, IntToLongFunction each) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      bytes.putLong(each.applyAsLong(i));
    }
    return bytes.array();
  }
}
