package io.registrysidecar.config;

import io.registrysidecar.config.Settings.Written;
import io.registrysidecar.oci.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the values of one group of keys may be written.
 *
 * @param flags values of command-line flags, by key name
 * @param environment the process environment
 * @param variables from the documented name of a variable to the one that counts for this group
 * @param file the values of the file, by key name
 * @param place what messages call this group in the file
 */
record Sources(
    Map<String, String> flags,
    Map<String, String> environment,
    UnaryOperator<String> variables,
    Map<String, Written> file,
    String place) {

  private static final Path WORKING_DIRECTORY = Path.of("");

  /** What is written for {@code key}, from the first place that has it. */
  Optional<Written> find(Key<?> key) throws BadValue {
    String flag = flags.get(key.name());
    if (flag != null) {
      return Optional.of(written(key, flag, "--" + key.name()));
    }
    Optional<Written> environment = fromEnvironment(key);
    return environment.isPresent() ? environment : Optional.ofNullable(file.get(key.name()));
  }

  private Optional<Written> fromEnvironment(Key<?> key) throws BadValue {
    String variable = variables.apply(key.environment());
    Optional<String> text = value(variable);
    if (!key.type().isSecretFile()) {
      return text.map(value -> written(key, value, variable));
    }
    String direct = Key.withoutFile(variable);
    Optional<String> secret = value(direct);
    if (text.isPresent() && secret.isPresent()) {
      throw new BadValue(direct + " and " + variable + " are both set; unset one of them");
    }
    return secret.isPresent()
        ? secret.map(value -> writtenSecret(value, direct))
        : text.map(value -> written(key, value, variable));
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Written writtenSecret(String value, String variable) {
    return new Written(
        List.of(), new Secret(value), WORKING_DIRECTORY, new Problems.Origin(variable));
  }

  private static Written written(Key<?> key, String text, String origin) {
    return new Written(
        Settings.texts(key, text), null, WORKING_DIRECTORY, new Problems.Origin(origin));
  }
}
