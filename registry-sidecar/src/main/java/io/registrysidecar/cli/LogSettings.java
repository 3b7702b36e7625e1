package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import java.util.Locale;

/** Tells the logging library how to write, before anything logs. */
final class LogSettings {

  private static final String LEVEL = "SIDECAR_LOG_LEVEL";

  private LogSettings() {}

  /** As the operator wants it. */
  static void apply(Configuration.Log log) {
    set(log.format().name(), log.level().name());
  }

  /** For commands that tell by themselves what people want to know. */
  static void quiet() {
    set("text", "off");
  }

  /** The same, where the environment does not say what is to be logged. */
  static void quietUnlessAsked() {
    if (System.getenv(LEVEL) == null) {
      quiet();
    }
  }

  /** From which importance on events are logged: a level's name, or {@code off}. */
  static String level() {
    return read(LEVEL, "info");
  }

  /** Whether as JSON rather than text. */
  static boolean isJson() {
    return read("SIDECAR_LOG", "text").equals("json");
  }

  private static void set(String format, String level) {
    System.setProperty("SIDECAR_LOG", format.toLowerCase(Locale.ROOT));
    System.setProperty(LEVEL, level.toLowerCase(Locale.ROOT));
  }

  private static String read(String name, String standard) {
    String set = System.getProperty(name, System.getenv(name));
    return set == null ? standard : set.toLowerCase(Locale.ROOT);
  }
}
