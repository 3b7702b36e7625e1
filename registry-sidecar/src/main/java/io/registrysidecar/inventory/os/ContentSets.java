package io.registrysidecar.inventory.os;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.RedHatRepositories;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The repositories that a layer of a Red Hat image was built from, by the names of Red Hat's
 * content delivery, as the last parts of the CPE names of their products: that is how its
 * advisories name them.
 */
final class ContentSets {

  private static final int MOST = 200;

  private ContentSets() {}

  static void read(InputStream json, EvidenceSink found) throws IOException, MalformedEvidence {
    TreeSet<String> products = new TreeSet<>();
    BoundedJson.read(
        json,
        parser ->
            BoundedJson.members(
                parser,
                (name, value) -> {
                  if (name.equals("content_sets")) {
                    names(value)
                        .forEach(set -> RedHatRepositories.product(set).ifPresent(products::add));
                  }
                }));
    if (!products.isEmpty()) {
      found.found(
          new Distribution(
              "rhel", null, null, "Red Hat Enterprise Linux", List.of(), List.copyOf(products)));
    }
  }

  private static List<String> names(JsonParser parser) throws IOException {
    List<String> names = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return names;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      String name = BoundedJson.text(parser);
      parser.skipChildren();
      if (name != null && names.size() < MOST) {
        names.add(name);
      }
    }
    return names;
  }
}
