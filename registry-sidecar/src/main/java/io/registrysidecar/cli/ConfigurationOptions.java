package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is. */
class ConfigurationOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The YAML file with the configuration. Default: what SIDECAR_CONFIG names, if anything.")
  @Nullable Path file;

  Configuration load(Console console) throws ConfigurationException {
    return load(console, Map.of());
  }

  /** With flags, by the name of their key. */
  Configuration load(Console console, Map<String, String> flags) throws ConfigurationException {
    return new ConfigurationLoader(console.environment(), flags).load(file);
  }
}
