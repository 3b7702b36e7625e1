package io.registrysidecar.inventory.packagist;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code installed.json}: Composer 1 writes an array of packages, Composer 2 an object with such an
 * array.
 */
final class InstalledPackages {

  private static final int LONGEST = 256;
  private static final int MOST = 2000;

  private @Nullable String name;
  private @Nullable String version;
  private final List<String> licenses = new ArrayList<>();
  private final List<String> needs = new ArrayList<>();
  private final List<String> provides = new ArrayList<>();

  private InstalledPackages() {}

  static void tell(JsonParser parser, EvidenceSink found) throws IOException, MalformedEvidence {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      packages(parser, found);
      return;
    }
    boolean[] seen = new boolean[1];
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("packages") && value.currentToken() == JsonToken.START_ARRAY) {
            packages(value, found);
            seen[0] = true;
          }
        });
    if (!seen[0]) {
      throw new MalformedEvidence("it has no array of packages");
    }
  }

  private static void packages(JsonParser parser, EvidenceSink found)
      throws IOException, MalformedEvidence {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      InstalledPackages one = new InstalledPackages();
      BoundedJson.members(parser, one::member);
      one.tell(found);
    }
  }

  private void member(String key, JsonParser value) throws IOException, MalformedEvidence {
    switch (key) {
      case "name" -> name = BoundedJson.text(value);
      case "version" -> version = BoundedJson.text(value);
      case "license" -> {
        if (value.currentToken() == JsonToken.START_ARRAY) {
          while (value.nextToken() != JsonToken.END_ARRAY) {
            license(value);
            value.skipChildren();
          }
        } else {
          license(value);
        }
      }
      case "require" -> names(value, needs);
      case "provide", "replace" -> names(value, provides);
      default -> {
        // Where it came from does not say what it is.
      }
    }
  }

  /** The packages among the members; PHP and its extensions have no vendor in their names. */
  private static void names(JsonParser value, List<String> names)
      throws IOException, MalformedEvidence {
    BoundedJson.members(
        value,
        (name, constraint) -> {
          if (name.indexOf('/') > 0 && name.length() <= LONGEST && names.size() < MOST) {
            names.add(name);
          }
        });
  }

  private void license(JsonParser value) throws IOException {
    String license = BoundedJson.text(value);
    if (license != null) {
      licenses.add(license);
    }
  }

  private void tell(EvidenceSink found) {
    if (name == null || version == null) {
      found.incomplete(
          "package-unnameable",
          "it lists a package without " + (name == null ? "name" : "version"));
      return;
    }
    int slash = name.indexOf('/');
    found.found(
        PackageFact.of(
                "composer",
                slash <= 0 ? null : name.substring(0, slash),
                name.substring(slash + 1),
                version)
            .licensed(licenses)
            .with(new Relations(needs.stream().map(List::of).toList(), provides)));
  }
}
