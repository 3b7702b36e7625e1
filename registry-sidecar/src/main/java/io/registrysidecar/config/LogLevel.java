package io.registrysidecar.config;

/** From which importance on events are logged. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
