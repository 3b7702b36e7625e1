package io.registrysidecar.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * XML 1.0 documents, written element by element. Characters that XML cannot hold (a file name may
 * have them) become U+FFFD, so that the document is well-formed whatever is in it.
 */
final class XmlText {

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  private final Deque<String> open = new ArrayDeque<>();
  private final boolean lines;

  private XmlText(boolean lines) {
    this.lines = lines;
  }

  static byte[] bytes(Consumer<XmlText> document, ReportFormat.Style style) {
    XmlText xml = new XmlText(style != ReportFormat.Style.COMPACT);
    document.accept(xml);
    xml.text.append('\n');
    return xml.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Begins an element; attributes are names and values in turn. */
  void open(String name, String... attributes) {
    begin(name, attributes);
    text.append('>');
    open.push(name);
  }

  /** Ends the element that was begun last. */
  void close() {
    String name = open.pop();
    newLine();
    text.append("</").append(name).append('>');
  }

  /** An element with text. */
  void element(String name, String content, String... attributes) {
    begin(name, attributes);
    text.append('>');
    escape(content);
    text.append("</").append(name).append('>');
  }

  /** An element without content. */
  void empty(String name, String... attributes) {
    begin(name, attributes);
    text.append("/>");
  }

  private void begin(String name, String... attributes) {
    newLine();
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      text.append('"');
    }
  }

  private void newLine() {
    if (lines) {
      text.append('\n').append("  ".repeat(open.size()));
    }
  }

  private void escape(String value) {
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
            default -> text.appendCodePoint(isAllowed(c) ? c : '\ufffd');
          }
        });
  }

  /** XML 1.0 §2.2. */
  private static boolean isAllowed(int c) {
    return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  }
}
