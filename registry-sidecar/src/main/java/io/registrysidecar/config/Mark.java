package io.registrysidecar.config;

/**
 * A place in a YAML document.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Mark(int line, int column) {

  /** Where every document begins. */
  public static final Mark START = new Mark(1, 1);
}
