package io.registrysidecar.inventory.lock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code conan.lock}: since Conan 2 a list {@code requires} of references, before a graph whose
 * nodes have one each. What is only needed to build is in lists of its own.
 */
final class ConanLock implements LockFormat {

  private static final Pattern REFERENCE =
      Pattern.compile("([\\w.+-]{1,128}+)/([\\w.+-]{1,128}+)(?:[@#%].{0,512})?");

  @Override
  public String fileName() {
    return "conan.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException {
    Set<String> references = new LinkedHashSet<>();
    BoundedJson.read(
        content,
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  if (key.equals("requires") && value.currentToken() == JsonToken.START_ARRAY) {
                    while (value.nextToken() != JsonToken.END_ARRAY) {
                      add(references, BoundedJson.text(value));
                      value.skipChildren();
                    }
                  } else if (key.equals("graph_lock")) {
                    graph(value, references);
                  }
                }));
    for (String reference : references) {
      Matcher parts = REFERENCE.matcher(reference);
      if (parts.matches()) {
        found.found(PackageFact.of("conan", null, parts.group(1), parts.group(2)));
      }
    }
  }

  private static void graph(JsonParser parser, Set<String> references)
      throws IOException, MalformedEvidence {
    BoundedJson.members(
        parser,
        (key, nodes) ->
            BoundedJson.members(
                nodes,
                (number, node) ->
                    BoundedJson.members(
                        node,
                        (member, value) -> {
                          if (member.equals("ref")) {
                            add(references, BoundedJson.text(value));
                          }
                        })));
  }

  private static void add(Set<String> references, @Nullable String reference) {
    if (reference != null && references.size() < MOST) {
      references.add(reference);
    }
  }
}
