package io.registrysidecar.image.partial;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** One object of the table: an entry, or one more chunk of the file before it. */
final class RawEntry {

  /** How characters are written that UTF-8 cannot tell: a name with one of them is not the name. */
  private static final char REPLACEMENT = '\ufffd';

  /** In lower case, to recognise other ways of writing them. */
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "name",
          "linkname",
          "mode",
          "size",
          "digest",
          "offset",
          "endoffset",
          "inneroffset",
          "chunksize",
          "chunkoffset",
          "chunkdigest",
          "xattrs");

  String type = "";
  String name = "";
  String linkName = "";
  String digest = "";
  String chunkDigest = "";
  long mode;
  long size;
  long offset;
  long endOffset;
  long chunkSize;
  long chunkOffset;
  long attributeBytes;

  private RawEntry() {}

  static RawEntry read(JsonParser parser) throws IOException {
    RawEntry entry = new RawEntry();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      entry.member(parser, member, value);
    }
    return entry;
  }

  private void member(JsonParser parser, String member, JsonToken value) throws IOException {
    switch (member) {
      case "type" -> type = text(parser, value);
      case "name" -> name = text(parser, value);
      case "linkName" -> linkName = text(parser, value);
      case "digest" -> digest = text(parser, value);
      case "chunkDigest" -> chunkDigest = text(parser, value);
      case "mode" -> mode = number(parser, value);
      case "size" -> size = number(parser, value);
      case "offset" -> offset = number(parser, value);
      case "endOffset" -> endOffset = number(parser, value);
      case "chunkSize" -> chunkSize = number(parser, value);
      case "chunkOffset" -> chunkOffset = number(parser, value);
      case "innerOffset" -> {
        if (number(parser, value) != 0) {
          throw new ContentsRefused("several of its files share one gzip member");
        }
      }
      case "xattrs" -> attributeBytes = passAttributes(parser, value);
      default -> ContentsParser.pass(parser, member, KNOWN);
    }
  }

  private static long passAttributes(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return 0;
    }
    ContentsParser.expect(value, JsonToken.START_OBJECT);
    long bytes = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      bytes += parser.currentName().length();
      ContentsParser.expect(parser.nextToken(), JsonToken.VALUE_STRING);
      bytes += parser.getTextLength();
    }
    return bytes;
  }

  private static String text(JsonParser parser, JsonToken value) throws IOException {
    ContentsParser.expect(value, JsonToken.VALUE_STRING);
    String text = parser.getText();
    if (text.indexOf(REPLACEMENT) >= 0 || text.indexOf(0) >= 0) {
      throw new ContentsRefused(
          "its table of contents has a name that is not in the layer as such");
    }
    return text;
  }

  private static long number(JsonParser parser, JsonToken value) throws IOException {
    ContentsParser.expect(value, JsonToken.VALUE_NUMBER_INT);
    long number = parser.getLongValue();
    if (number < 0) {
      throw new ContentsRefused("its table of contents has a negative number");
    }
    return number;
  }
}
