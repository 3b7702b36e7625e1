package io.registrysidecar.admission.render;

import java.util.List;
import java.util.Map;

/** What is filled into a {@link Template}. */
sealed interface Value {

  /** One string; always quoted. */
  record Text(String text) implements Value {}

  /** A number. */
  record Amount(long number) implements Value {}

  /** A list of strings, each quoted. */
  record Texts(List<String> texts) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** A pattern of the shell: what is not a star is quoted. */
  record Glob(String pattern) implements Value {}

  /**
   * Lines that are never quoted and keep the indentation of their place: PEM, which this program
   * has written.
   */
  record Block(String lines) implements Value {}

  /** Whether something is so. */
  record Flag(boolean set) implements Value {}

  /** Something several times, each time with values of its own. */
  record Each(List<Map<String, Value>> items) implements Value {
    public Each {
      items = List.copyOf(items);
    }
  }
}
