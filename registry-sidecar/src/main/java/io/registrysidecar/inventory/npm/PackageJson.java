package io.registrysidecar.inventory.npm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a {@code package.json} that say what the package is. */
public final class PackageJson {

  /**
   * Names are made anew each time: most are in few files, and a table of all of them, of which
   * every reader that finds a new one makes a copy, costs more than it saves.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(200).maxNumberLength(400).build())
          .build();

  private static final int LONGEST = 512;
  private static final int MOST = 2000;

  private @Nullable String name;
  private @Nullable String version;
  private final List<String> licenses = new ArrayList<>();
  private final Set<String> needs = new LinkedHashSet<>();

  private PackageJson() {}

  /**
   * The package that {@code content} describes; null when it has no name or no version, as the
   * files have with which packages mark their parts.
   *
   * @throws MalformedEvidence if it is not JSON
   */
  public static @Nullable PackageFact read(byte[] content) throws MalformedEvidence {
    PackageJson json = new PackageJson();
    try (JsonParser parser = JSON.createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        json.member(key, parser);
        parser.skipChildren();
      }
      return json.fact();
    } catch (IOException e) {
      throw new MalformedEvidence("it is not JSON: " + firstLine(e.getMessage()), e);
    }
  }

  private void member(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "name" -> name = text(parser);
      case "version" -> version = text(parser);
      case "license", "licenses" -> license(parser);
      case "dependencies", "optionalDependencies", "peerDependencies" -> needs(parser);
      default -> {
        // Scripts and the like do not say what it is, nor what it needs.
      }
    }
  }

  /** The names of an object's members; formerly an array. */
  private void needs(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      if (!key.isBlank() && key.length() <= LONGEST && needs.size() < MOST) {
        needs.add(key);
      }
      parser.nextToken();
      parser.skipChildren();
    }
  }

  /** A text; formerly an object with a type, or an array of either. */
  private void license(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> addLicense(parser.getText());
      case START_OBJECT -> {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
          parser.nextToken();
          if (key.equals("type") || key.equals("name")) {
            addLicense(text(parser));
          }
          parser.skipChildren();
        }
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          license(parser);
        }
      }
      default -> {
        // A licence that is a number or null says nothing.
      }
    }
  }

  private void addLicense(@Nullable String text) {
    if (text != null && !text.isBlank() && text.length() <= LONGEST && !licenses.contains(text)) {
      licenses.add(text.strip());
    }
  }

  private @Nullable PackageFact fact() {
    String fullName = name == null ? "" : name.strip();
    String plainVersion = version == null ? "" : version.strip();
    while (plainVersion.startsWith("v") || plainVersion.startsWith("=")) {
      plainVersion = plainVersion.substring(1).strip();
    }
    if (fullName.isEmpty()
        || plainVersion.isEmpty()
        || fullName.length() > LONGEST
        || plainVersion.length() > LONGEST) {
      return null;
    }
    int slash = fullName.indexOf('/');
    boolean scoped = fullName.startsWith("@") && slash > 1 && slash < fullName.length() - 1;
    return PackageFact.of(
            "npm",
            scoped ? fullName.substring(0, slash) : null,
            scoped ? fullName.substring(slash + 1) : fullName,
            plainVersion)
        .licensed(licenses)
        .with(Relations.needing(List.copyOf(needs)));
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  private static String firstLine(@Nullable String message) {
    String text = message == null ? "" : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
