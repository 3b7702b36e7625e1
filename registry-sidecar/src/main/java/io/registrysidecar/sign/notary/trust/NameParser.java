package io.registrysidecar.sign.notary.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Splits a distinguished name into attributes (RFC 4514 §3). What could be read in two ways is
 * refused: several attributes in one relative name, values in hexadecimal, unescaped special
 * characters.
 */
final class NameParser {

  private static final int LONGEST = 2048;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final String SPECIAL = "\"+,;<>";
  private static final String ESCAPABLE = SPECIAL + "\\ #=";

  private final String text;
  private int at;

  private NameParser(String text) {
    this.text = text;
  }

  /** Type in upper case and value of each attribute, in the order of the text. */
  static List<Map.Entry<String, String>> parse(String text) throws MalformedName {
    if (text.length() > LONGEST) {
      throw new MalformedName(text.substring(0, 64) + "…", "is longer than " + LONGEST);
    }
    NameParser parser = new NameParser(text);
    List<Map.Entry<String, String>> read = new ArrayList<>();
    do {
      read.add(Map.entry(parser.type(), parser.value()));
    } while (parser.skipped(','));
    return read;
  }

  private String type() throws MalformedName {
    int equals = text.indexOf('=', at);
    String type = equals < 0 ? "" : text.substring(at, equals).strip();
    if (!TYPE.matcher(type).matches()) {
      throw malformed("is not a list of TYPE=value separated by commas");
    }
    at = equals + 1;
    return type.toUpperCase(Locale.ROOT);
  }

  private String value() throws MalformedName {
    while (skipped(' ')) {
      // before the value, spaces mean nothing
    }
    if (at < text.length() && text.charAt(at) == '#') {
      throw malformed("has a value in hexadecimal, which is not compared");
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    int meant = 0;
    while (at < text.length() && text.charAt(at) != ',') {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      boolean escaped = character == '\\';
      if (escaped) {
        value.write(escaped());
      } else if (SPECIAL.indexOf(character) >= 0) {
        throw malformed(
            character == '+'
                ? "has two attributes in one relative name"
                : "has an unescaped " + Character.toString(character));
      } else {
        value.writeBytes(Character.toString(character).getBytes(UTF_8));
      }
      meant = escaped || character != ' ' ? value.size() : meant;
    }
    if (meant == 0) {
      throw malformed("has an attribute without a value");
    }
    return new String(value.toByteArray(), 0, meant, UTF_8);
  }

  private int escaped() throws MalformedName {
    if (at < text.length() && ESCAPABLE.indexOf(text.charAt(at)) >= 0) {
      return text.charAt(at++);
    }
    if (at + 2 <= text.length()
        && HexFormat.isHexDigit(text.charAt(at))
        && HexFormat.isHexDigit(text.charAt(at + 1))) {
      at += 2;
      return HexFormat.fromHexDigits(text, at - 2, at);
    }
    throw malformed("has a backslash before what needs none");
  }

  private boolean skipped(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private MalformedName malformed(String reason) {
    return new MalformedName(text, reason);
  }
}
