package io.registrysidecar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns, each as wide as its widest cell. */
final class Columns {

  private static final int MAX_WIDTH = 60;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<UnaryOperator<String>> paints = new ArrayList<>();
  private final int[] widths;

  Columns(List<String> headings) {
    widths = new int[headings.size()];
    add(headings);
  }

  void add(List<String> cells) {
    add(cells, UnaryOperator.identity());
  }

  /** Adds a row whose first cell is painted after it is padded, because colours have no width. */
  void add(List<String> cells, UnaryOperator<String> paintFirst) {
    List<String> shown = cells.stream().map(cell -> cut(visible(cell))).toList();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(shown.get(i)));
    }
    rows.add(shown);
    paints.add(paintFirst);
  }

  void appendTo(StringBuilder page) {
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = rows.get(row);
      page.append(paints.get(row).apply(padded(cells, 0)));
      for (int column = 1; column < widths.length; column++) {
        page.append(padded(cells, column));
      }
      page.append('\n');
    }
  }

  /** The text with every character that a terminal might obey made visible. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(c -> obeyed(c) ? '\ufffd' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /**
   * Control, format (such as bidirectional overrides), line and paragraph separators, and halves of
   * characters.
   */
  private static boolean obeyed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private String padded(List<String> cells, int column) {
    String cell = cells.get(column);
    boolean last = column == widths.length - 1;
    return last ? cell : cell + " ".repeat(widths[column] - width(cell)) + GAP;
  }

  private static String cut(String cell) {
    return width(cell) <= MAX_WIDTH
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, MAX_WIDTH - 1)) + "…";
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
