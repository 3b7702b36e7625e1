package io.registrysidecar.inventory.npm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code packageRegistryData} of Yarn's Plug'n'Play: pairs of a name and pairs of a reference and
 * what belongs to it. A package needs others by name and reference, so that both stand in its
 * relations.
 */
final class PnpRegistry {

  /** {@code npm:1.2.3}, also behind {@code virtual:…#}; bindings may follow. */
  private static final Pattern NPM =
      Pattern.compile("(?:virtual:[0-9a-f]+#)?npm:v?(\\d[^:@#&/]*)(?:::.*)?");

  /** {@code patch:name@npm%3A1.2.3#…::version=1.2.3&hash=…}. */
  private static final Pattern PATCHED =
      Pattern.compile("(?:virtual:[0-9a-f]+#)?patch:.*[:&]version=([^:@#&/]+).*");

  private static final int MOST_NEEDS = 5000;

  private final TarPath directory;
  private final EvidenceSink found;
  private boolean seen;
  private @Nullable String name;
  private @Nullable String reference;
  private @Nullable String location;

  private PnpRegistry(TarPath directory, EvidenceSink found) {
    this.directory = directory;
    this.found = found;
  }

  /**
   * Tells what is in the list.
   *
   * @param directory where the list is
   */
  static void tell(JsonParser parser, TarPath directory, EvidenceSink found)
      throws IOException, MalformedEvidence {
    PnpRegistry registry = new PnpRegistry(directory, found);
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("packageRegistryData")) {
            registry.seen = value.currentToken() == JsonToken.START_ARRAY;
            elements(value, (_, each) -> elements(each, registry::nameOrReferences));
          }
        });
    if (!registry.seen) {
      throw new MalformedEvidence("it has no packageRegistryData");
    }
  }

  private void nameOrReferences(int index, JsonParser value) throws IOException, MalformedEvidence {
    if (index == 0) {
      name = BoundedJson.text(value);
    } else if (index == 1) {
      elements(value, (_, each) -> elements(each, this::referenceOrPackage));
    }
  }

  private void referenceOrPackage(int index, JsonParser value)
      throws IOException, MalformedEvidence {
    if (index == 0) {
      reference = BoundedJson.text(value);
    } else if (index == 1) {
      List<String> needs = new ArrayList<>();
      location = null;
      BoundedJson.members(
          value,
          (key, member) -> {
            if (key.equals("packageDependencies")) {
              elements(member, (_, each) -> need(each, needs));
            } else if (key.equals("packageLocation")) {
              location = BoundedJson.text(member);
            }
          });
      tell(needs);
    }
  }

  /** A name and a reference; under another name, the reference is a pair itself. */
  private void need(JsonParser pair, List<String> needs) throws IOException, MalformedEvidence {
    @Nullable String[] named = new String[2];
    elements(
        pair,
        (index, value) -> {
          if (index == 1 && value.currentToken() == JsonToken.START_ARRAY) {
            elements(value, (inner, each) -> put(named, inner, BoundedJson.text(each)));
          } else {
            put(named, index, BoundedJson.text(value));
          }
        });
    String needed = named[0];
    String version = named[1] == null ? null : version(named[1]);
    if (needed != null && version != null && needs.size() < MOST_NEEDS) {
      String both = needed + "@" + version;
      if (!needed.equals(name)) {
        needs.add(both);
      }
    }
  }

  private static void put(@Nullable String[] pair, int index, @Nullable String text) {
    if (index < pair.length) {
      pair[index] = text;
    }
  }

  private void tell(List<String> needs) {
    String version = reference == null ? null : version(reference);
    if (name == null || version == null) {
      tellPlace();
      return;
    }
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    found.found(
        PackageFact.of(
                "npm",
                slash < 0 ? null : name.substring(0, slash),
                name.substring(slash + 1),
                version)
            .with(
                new Relations(
                    needs.stream().map(List::of).toList(), List.of(name + "@" + version))));
  }

  /** The application's own parts, and what is used where it is, have no version here. */
  private void tellPlace() {
    if (name != null && location != null && !location.contains("node_modules/")) {
      TarPath place = TarPath.of(directory.value() + "/" + location);
      if (!place.equals(directory)) {
        found.elsewhere(place);
      }
    }
  }

  /** The version of what came from a registry; null for workspaces, links and archives. */
  static @Nullable String version(String reference) {
    Matcher npm = NPM.matcher(reference);
    if (npm.matches()) {
      return npm.group(1);
    }
    Matcher patched = PATCHED.matcher(reference);
    return patched.matches() ? patched.group(1) : null;
  }

  private static void elements(JsonParser parser, Element element)
      throws IOException, MalformedEvidence {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      element.read(index++, parser);
      parser.skipChildren();
    }
  }

  /** What reads one element of an array. */
  @FunctionalInterface
  private interface Element {
    void read(int index, JsonParser parser) throws IOException, MalformedEvidence;
  }
}
