package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is, and where the state. */
final class StateOptions extends ConfigurationOptions {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The directory for everything that must last. Default: as configured.")
  @Nullable String state;

  @Override
  Configuration load(Console console, Map<String, String> flags) throws ConfigurationException {
    Map<String, String> all = new HashMap<>(flags);
    if (state != null) {
      all.put("state", state);
    }
    return super.load(console, all);
  }
}
