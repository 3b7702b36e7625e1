package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The same JSON with the members of every object in the order of their names. */
final class SortedJson {

  private SortedJson() {}

  static JsonNode of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> members = new TreeMap<>();
      object.properties().forEach(entry -> members.put(entry.getKey(), of(entry.getValue())));
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      members.forEach(sorted::set);
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(each -> sorted.add(of(each)));
      return sorted;
    }
    return node;
  }
}
