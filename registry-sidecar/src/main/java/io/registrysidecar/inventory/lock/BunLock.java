package io.registrysidecar.inventory.lock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.npm.NpmName;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code bun.lock}, since Bun 1.2: the member {@code packages} has for each place in {@code
 * node_modules} an array that begins with name and version. Workspaces, directories and
 * repositories have no version there.
 */
final class BunLock implements LockFormat {

  @Override
  public String fileName() {
    return "bun.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException {
    Set<PackageFact> packages = new LinkedHashSet<>();
    BoundedJson.readLoose(
        content,
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  if (key.equals("packages")) {
                    BoundedJson.members(value, (_, each) -> add(first(each), packages));
                  }
                }));
    packages.forEach(found::found);
  }

  /** The text that an array begins with, read to its end. */
  private static @Nullable String first(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return null;
    }
    String first = null;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      first = first == null ? BoundedJson.text(parser) : first;
      parser.skipChildren();
    }
    return first;
  }

  private static void add(@Nullable String name, Set<PackageFact> packages) {
    PackageFact fact = name == null ? null : NpmName.fact(name);
    if (fact != null && packages.size() < MOST) {
      packages.add(fact);
    }
  }
}
