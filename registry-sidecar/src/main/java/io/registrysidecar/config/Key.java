package io.registrysidecar.config;

import java.util.Optional;

/**
 * One thing that can be configured: what the documentation says of it is what the program does.
 *
 * @param name where it stands in the YAML file, parts joined by dots; relative to the entry for
 *     keys of a registry
 * @param environment the environment variable that sets it
 * @param type how its value is written
 * @param fallback its value when nobody sets it
 * @param meaning what it does, in one or two sentences
 */
record Key<T>(
    String name, String environment, ValueType<T> type, Fallback fallback, String meaning) {

  /** What a key means when nobody sets it. */
  sealed interface Fallback {

    /** A value, written as in the file. */
    record Fixed(String text) implements Fallback {}

    /** A value that depends on the machine or on other keys; {@code explanation} says how. */
    record Computed(String explanation) implements Fallback {}

    /** Nothing: what the key is for is not done. */
    record Nothing() implements Fallback {}

    /** There is none: the key must be set. */
    record Required() implements Fallback {}
  }

  static <T> Key<T> fixed(
      String name, String environment, ValueType<T> type, String fallback, String meaning) {
    return new Key<>(name, environment, type, new Fallback.Fixed(fallback), meaning);
  }

  static <T> Key<T> computed(
      String name, String environment, ValueType<T> type, String explanation, String meaning) {
    return new Key<>(name, environment, type, new Fallback.Computed(explanation), meaning);
  }

  static <T> Key<T> optional(String name, String environment, ValueType<T> type, String meaning) {
    return new Key<>(name, environment, type, new Fallback.Nothing(), meaning);
  }

  static <T> Key<T> required(String name, String environment, ValueType<T> type, String meaning) {
    return new Key<>(name, environment, type, new Fallback.Required(), meaning);
  }

  /**
   * The environment variable that holds the secret itself, when this key names the secret's file.
   */
  Optional<String> secretEnvironment() {
    return type.isSecretFile() ? Optional.of(withoutFile(environment)) : Optional.empty();
  }

  /** {@code X} from {@code X_FILE}. */
  static String withoutFile(String variable) {
    return variable.substring(0, variable.length() - "_FILE".length());
  }
}
