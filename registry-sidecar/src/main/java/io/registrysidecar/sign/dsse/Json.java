package io.registrysidecar.sign.dsse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

/** Members of a JSON object, asked for by those who know what they must be. */
final class Json {

  private Json() {}

  static void onlyMembers(JsonNode node, Set<String> allowed, String where)
      throws MalformedEnvelope {
    if (!node.isObject()) {
      throw new MalformedEnvelope(where + " is not a JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!allowed.contains(name)) {
        throw new MalformedEnvelope(where + " has an unknown member \"" + brief(name) + "\"");
      }
    }
  }

  static String text(JsonNode holder, String name, String where) throws MalformedEnvelope {
    JsonNode node = holder.path(name);
    if (!node.isTextual()) {
      throw new MalformedEnvelope(where + " has no text \"" + name + "\"");
    }
    return node.textValue();
  }

  static byte[] bytes(JsonNode holder, String name, String where) throws MalformedEnvelope {
    try {
      return Base64Text.decode(text(holder, name, where));
    } catch (IllegalArgumentException e) {
      throw new MalformedEnvelope(where + " has a \"" + name + "\" that is not base64", e);
    }
  }

  /** What is wrong and where, without the document. */
  static String reason(IOException e) {
    if (e instanceof JsonProcessingException parsing) {
      String where =
          parsing.getLocation() == null
              ? ""
              : " (line "
                  + parsing.getLocation().getLineNr()
                  + ", column "
                  + parsing.getLocation().getColumnNr()
                  + ")";
      return parsing.getOriginalMessage() + where;
    }
    return String.valueOf(e.getMessage());
  }

  private static String brief(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
