package io.registrysidecar.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a file, so that one look shows all of it. */
public final class Problems {

  private static final int MOST = 20;

  private final String file;
  private final boolean columns;
  private final List<String> messages = new ArrayList<>();

  /** Collects problems of a file that messages call {@code file}. */
  public Problems(String file) {
    this(file, false);
  }

  /** The same, where messages name columns, too, if {@code columns}. */
  public Problems(String file, boolean columns) {
    this.file = file;
    this.columns = columns;
  }

  void atLine(int line, String message) {
    add(origin(line) + ": " + message);
  }

  /** A problem at a place of the file. */
  public void at(Mark mark, String message) {
    add(origin(mark.line()) + (columns ? ":" + mark.column() : "") + ": " + message);
  }

  /** The problems found, the first of them. */
  public List<String> found() {
    return List.copyOf(messages.subList(0, Math.min(MOST, messages.size())));
  }

  void at(Origin origin, String message) {
    add(origin.text() + ": " + message);
  }

  void add(String message) {
    messages.add(message);
  }

  Origin inFile(int line, String key) {
    return new Origin(origin(line) + ": " + key);
  }

  void throwIfAny() throws ConfigurationException {
    if (!messages.isEmpty()) {
      throw new ConfigurationException(found());
    }
  }

  private String origin(int line) {
    return file + ":" + line;
  }

  /**
   * Where a value comes from.
   *
   * @param text as messages begin: {@code sidecar.yaml:3: listen} or {@code SIDECAR_LISTEN}
   */
  record Origin(String text) {}
}
