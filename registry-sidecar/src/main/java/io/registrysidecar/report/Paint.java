package io.registrysidecar.report;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Severity;

/** Colours (ECMA-48 SGR), or none. Every coloured word says the same without its colour. */
final class Paint {

  private final boolean on;

  Paint(boolean on) {
    this.on = on;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL -> paint("1;31", text);
      case HIGH -> paint("31", text);
      case MEDIUM -> paint("33", text);
      case LOW -> paint("36", text);
      case NEGLIGIBLE, UNKNOWN -> text;
    };
  }

  String coverage(CoverageStatus status, String text) {
    return switch (status) {
      case COMPLETE -> paint("32", text);
      case PARTIAL -> paint("33", text);
      case NONE -> paint("1;31", text);
    };
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
