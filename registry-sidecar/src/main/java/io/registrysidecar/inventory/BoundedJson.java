package io.registrysidecar.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** JSON from outside, read token by token, so that neither its size nor its depth costs memory. */
public final class BoundedJson {

  private static final int LONGEST = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(400)
                  .maxStringLength(4 << 20)
                  .maxNameLength(16 << 10)
                  .build())
          .build();

  /** The same with comments, and commas behind the last of several. */
  private static final JsonFactory LOOSE =
      JsonFactory.builder()
          .streamReadConstraints(JSON.streamReadConstraints())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private BoundedJson() {}

  /** What reads a document. */
  @FunctionalInterface
  public interface Reading {
    /** Reads from {@code parser}, which stands on the first token, if there is any. */
    void read(JsonParser parser) throws IOException, MalformedEvidence;
  }

  /** What reads one member of an object. */
  @FunctionalInterface
  public interface Member {
    /**
     * Reads the value on whose first token {@code parser} stands. What is left of it afterwards is
     * passed over, if {@code parser} still stands on that token.
     */
    void read(String name, JsonParser parser) throws IOException, MalformedEvidence;
  }

  /**
   * Reads one document.
   *
   * @throws MalformedEvidence if it is not JSON, or too deep
   */
  public static void read(InputStream content, Reading reading)
      throws IOException, MalformedEvidence {
    read(JSON, content, reading);
  }

  /**
   * Reads one document as people write them, with comments and trailing commas.
   *
   * @throws MalformedEvidence if it is not JSON even so, or too deep
   */
  public static void readLoose(InputStream content, Reading reading)
      throws IOException, MalformedEvidence {
    read(LOOSE, content, reading);
  }

  private static void read(JsonFactory format, InputStream content, Reading reading)
      throws IOException, MalformedEvidence {
    try (JsonParser parser = format.createParser(content)) {
      parser.nextToken();
      reading.read(parser);
    } catch (JsonProcessingException e) {
      throw new MalformedEvidence("it is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new MalformedEvidence("it is not JSON: " + e.getMessage(), e);
    }
  }

  /** Shows each member of the object on which {@code parser} stands; nothing when it is none. */
  public static void members(JsonParser parser, Member member)
      throws IOException, MalformedEvidence {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      member.read(key, parser);
      parser.skipChildren();
    }
  }

  /** The text on which {@code parser} stands; null when it is none, blank or overlong. */
  public static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    String text = parser.getText().strip();
    return text.isEmpty() || text.length() > LONGEST ? null : text;
  }
}
