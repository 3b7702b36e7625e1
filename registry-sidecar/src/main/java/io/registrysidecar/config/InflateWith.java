package io.registrysidecar.config;

/** Who inflates gzip. */
public enum InflateWith {
  /** The fastest that can be used. */
  AUTO,
  /** Intel's ISA-L, installed on the system. */
  ISAL,
  /** libdeflate, which comes with the program, where a layer is small; else the JDK. */
  LIBDEFLATE,
  /** The JDK, as on every machine. */
  JDK
}
