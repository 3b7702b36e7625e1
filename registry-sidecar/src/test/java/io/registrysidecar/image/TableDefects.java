package io.registrysidecar.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** What a table of contents may claim that cannot be true. */
final class TableDefects {

  private static final String WANTED = TrialReading.WANTED;

  private TableDefects() {}

  static List<Arguments> all() {
    return List.of(
        defect("wrong version", table -> table.put("version", 2)),
        defect("no entries in their place", table -> table.put("entries", "none")),
        defect("a large file left out", table -> remove(table, "etc/more")),
        defect(
            "wrong digest of a wanted chunk",
            table -> of(table, WANTED).put("chunkDigest", Digest.sha256(new byte[1]).toString())),
        defect("no digest of a chunk", table -> of(table, WANTED).remove("chunkDigest")),
        defect("malformed digest", table -> of(table, WANTED).put("chunkDigest", "sha256:../../x")),
        defect("offset one too low", table -> move(table, WANTED, -1)),
        defect("offset beyond the blob", table -> of(table, WANTED).put("offset", 1L << 40)),
        defect("offset of another file", table -> of(table, WANTED).put("offset", 0)),
        defect("negative offset", table -> of(table, WANTED).put("offset", -1)),
        defect("size absurd", table -> of(table, WANTED).put("size", 1L << 60)),
        defect("size too small", table -> of(table, WANTED).put("size", 4_999)),
        defect("size not a number", table -> of(table, WANTED).put("size", "5000")),
        defect("number without end", table -> of(table, WANTED).put("size", 1e300)),
        defect("chunk of nothing", table -> of(table, "etc").put("type", "chunk")),
        defect("chunk missing", table -> remove(table, WANTED, 1)),
        defect("type unknown", table -> of(table, "etc").put("type", "door")),
        defect("name with NUL", table -> of(table, "etc/empty").put("name", "etc/e\0")),
        defect("name not UTF-8", table -> of(table, "etc/empty").put("name", "etc/\ufffd")),
        defect("file named like a directory", table -> of(table, "etc/empty").put("name", "e/")),
        defect("name in other case", table -> of(table, "etc/empty").put("Name", "etc/other")),
        defect("several files in one member", table -> of(table, WANTED).put("innerOffset", 7)),
        defect("entry not an object", table -> entries(table).add("etc")),
        defect(
            "nested too deep",
            table ->
                table
                    .putArray("x")
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()));
  }

  private static Arguments defect(String name, Consumer<ObjectNode> lie) {
    return Arguments.of(name, lie);
  }

  static ArrayNode entries(ObjectNode table) {
    return (ArrayNode) table.get("entries");
  }

  private static ObjectNode of(ObjectNode table, String path) {
    return (ObjectNode) entries(table).get(index(table, path));
  }

  private static void move(ObjectNode table, String path, int by) {
    ObjectNode entry = of(table, path);
    entry.put("offset", entry.get("offset").asLong() + by);
  }

  private static void remove(ObjectNode table, String path) {
    int at = index(table, path);
    while (at < entries(table).size() && entries(table).get(at).get("name").asText().equals(path)) {
      entries(table).remove(at);
    }
  }

  private static void remove(ObjectNode table, String path, int chunk) {
    entries(table).remove(index(table, path) + chunk);
  }

  private static int index(ObjectNode table, String path) {
    for (int i = 0; i < entries(table).size(); i++) {
      String name = entries(table).get(i).get("name").asText();
      if (name.equals(path) || name.equals(path + "/")) {
        return i;
      }
    }
    throw new AssertionError("no entry " + path + " in " + table);
  }
}
