package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an external data provider answers to Gatekeeper.
 *
 * @param idempotent whether the same keys lead to the same values; mutation demands it
 * @param items one for each key that was asked
 * @param systemError why nothing could be answered; empty otherwise
 */
record ProviderResponse(boolean idempotent, List<Item> items, String systemError) {

  static final String API_VERSION = "externaldata.gatekeeper.sh/v1beta1";

  ProviderResponse {
    items = List.copyOf(items);
  }

  /**
   * The answer to one key.
   *
   * @param key as it was asked
   * @param value any JSON, or null when there is none
   * @param error why there is none; empty otherwise
   */
  record Item(ProviderKey key, @Nullable JsonNode value, String error) {}

  /** The body of the answer; the same bytes for equal answers. */
  byte[] json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", API_VERSION);
    json.put("kind", "ProviderResponse");
    ObjectNode response = json.putObject("response");
    response.put("idempotent", idempotent);
    ArrayNode list = response.putArray("items");
    for (Item item : items) {
      ObjectNode entry = list.addObject().put("key", item.key().verbatim());
      if (item.value() != null) {
        entry.set("value", item.value());
      }
      if (!item.error().isEmpty()) {
        entry.put("error", item.error());
      }
    }
    response.put("systemError", systemError);
    return BoundedJson.write(json);
  }
}
