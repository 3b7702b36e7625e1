package io.registrysidecar.image.partial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the JSON that both formats share, an entry at a time.
 *
 * <p>It must not be possible to write a table that this reader and the one of a runtime understand
 * differently. Names that stand twice in an object, names that differ from known ones only in their
 * case (which some readers take for the same), encodings other than UTF-8, anything behind the
 * table, and text that cannot have come from a tar header unharmed are therefore refused.
 */
final class ContentsParser {

  private static final int DEEPEST = 8;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_NAME = 4096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxDocumentLength(Contents.MOST_PLAIN)
                  .build())
          .build();

  private static final Set<String> KNOWN = Set.of("version", "entries");

  private ContentsParser() {}

  /**
   * Reads a table.
   *
   * @param closed whether the table may say where the content of each file ends
   */
  static void parse(InputStream json, boolean closed, ContentsEntry.Sink sink) throws IOException {
    EntryBuilder entries = new EntryBuilder(closed, sink);
    try (JsonParser parser = JSON.createParser(json)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      parse(parser, entries);
      entries.finish();
    } catch (JsonProcessingException e) {
      throw new ContentsRefused(
          "its table of contents is not the JSON expected: " + e.getOriginalMessage(), e);
    }
  }

  private static void parse(JsonParser parser, EntryBuilder entries) throws IOException {
    expect(parser.nextToken(), JsonToken.START_OBJECT);
    int version = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "version" -> version = parser.getIntValue();
        case "entries" -> {
          expect(value, JsonToken.START_ARRAY);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            entries.add(RawEntry.read(parser));
          }
        }
        default -> pass(parser, name, KNOWN);
      }
    }
    if (version != 1) {
      throw new ContentsRefused("its table of contents has the version " + version + ", not 1");
    }
    if (parser.nextToken() != null) {
      throw new ContentsRefused("something stands behind its table of contents");
    }
  }

  /** Passes over the value of a member that decides nothing here. */
  static void pass(JsonParser parser, String name, Set<String> known) throws IOException {
    if (known.contains(name.toLowerCase(Locale.ROOT))) {
      throw new ContentsRefused("its table of contents has a member " + name + ", oddly written");
    }
    parser.skipChildren();
  }

  static void expect(JsonToken token, JsonToken wanted) throws ContentsRefused {
    if (token != wanted) {
      throw new ContentsRefused("its table of contents has " + token + " instead of " + wanted);
    }
  }
}
