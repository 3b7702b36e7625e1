package io.registrysidecar.inventory.program;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.npm.NpmDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of the files that a program by Deno carries: directories, files with place and length,
 * and links, as JSON. Its members had longer names before Deno 2.1.
 */
final class VirtualFiles {

  private static final int MOST = 50_000;
  private static final String MANIFEST = "/package.json";

  /** Where the packages of Deno's own cache are put. */
  private static final Pattern CACHED =
      Pattern.compile(
          "(?:.*/)?(?:\\.deno_compile_)?node_modules/localhost/(?:@[^/]+/)?[^/@]+/[0-9][^/]*"
              + MANIFEST);

  private final List<Manifest> manifests = new ArrayList<>();
  private String path = "";

  private VirtualFiles() {}

  /**
   * The manifest of a package.
   *
   * @param path where it is
   * @param offset where its content begins, from the beginning of all contents
   * @param length how long that is
   */
  record Manifest(String path, long offset, long length) {}

  /** The manifests of installed npm packages in {@code list}. */
  static List<Manifest> manifests(byte[] list) throws MalformedEvidence, IOException {
    VirtualFiles files = new VirtualFiles();
    BoundedJson.read(
        new ByteArrayInputStream(list),
        parser -> {
          if (parser.currentToken() == JsonToken.START_ARRAY) {
            files.entries(parser);
          } else {
            files.entry(parser);
          }
        });
    return files.manifests;
  }

  private void entries(JsonParser parser) throws IOException, MalformedEvidence {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      BoundedJson.members(parser, (_, value) -> entry(value));
      parser.skipChildren();
    }
  }

  private void entry(JsonParser parser) throws IOException, MalformedEvidence {
    String parent = path;
    long[] place = {-1, -1};
    BoundedJson.members(
        parser,
        (key, value) -> {
          switch (key) {
            case "n", "name" -> path = child(parent, BoundedJson.text(value));
            case "e", "entries" -> entries(value);
            case "o", "offset" -> place(value, place);
            case "len" -> place[1] = number(value);
            default -> {
              // What its transpiled form and the like are does not matter.
            }
          }
        });
    if (place[0] >= 0
        && place[1] > 0
        && path.endsWith(MANIFEST)
        && (NpmDetector.isInstalled(path) || CACHED.matcher(path).matches())
        && manifests.size() < MOST) {
      manifests.add(new Manifest(path, place[0], place[1]));
    }
    path = parent;
  }

  private static String child(String parent, @Nullable String name) {
    return name == null || name.indexOf('/') >= 0
        ? parent
        : parent.isEmpty() ? name : parent + "/" + name;
  }

  /** A number, or a pair of it and the length. */
  private static void place(JsonParser parser, long[] place) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (parser.currentToken() == null) {
          return;
        }
        if (i < place.length) {
          place[i] = number(parser);
        }
        parser.skipChildren();
      }
    } else {
      place[0] = number(parser);
    }
  }

  private static long number(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? parser.getLongValue()
        : -1;
  }
}
