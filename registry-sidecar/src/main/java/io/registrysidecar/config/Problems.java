package io.registrysidecar.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that one start shows all of it. */
final class Problems {

  private static final int MOST = 20;

  private final String file;
  private final List<String> messages = new ArrayList<>();

  /** Collects problems of a configuration whose file is called {@code file}. */
  Problems(String file) {
    this.file = file;
  }

  void atLine(int line, String message) {
    add(origin(line) + ": " + message);
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
      throw new ConfigurationException(messages.subList(0, Math.min(MOST, messages.size())));
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
