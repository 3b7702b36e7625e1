package io.registrysidecar.config;

/** How the log is written. */
public enum LogFormat {
  /** One line for people. */
  TEXT,
  /** One JSON object per line. */
  JSON
}
