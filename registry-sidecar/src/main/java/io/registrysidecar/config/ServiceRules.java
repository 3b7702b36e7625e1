package io.registrysidecar.config;

import java.util.ArrayList;
import java.util.List;

/** What a configuration must have beyond being well written, before the service starts with it. */
public final class ServiceRules {

  private ServiceRules() {}

  /**
   * Checks that there is something to look after, and that nobody can use the service uninvited.
   *
   * @throws ConfigurationException if not; tells all that is wrong
   */
  public static void check(Configuration configuration) throws ConfigurationException {
    List<String> problems = new ArrayList<>();
    if (configuration.registries().isEmpty()) {
      problems.add(
          "no registry is configured; set REGISTRY_URL=https://registry.example.com, or list"
              + " registries: in the file that --config names");
    }
    if (!configuration.listen().isLoopback() && !configuration.insecure()) {
      if (configuration.apiTokens().isEmpty()) {
        problems.add(
            listening(configuration)
                + " without api.tokens-file lets anybody use the API; set it, or insecure: true");
      }
      configuration.registries().stream()
          .filter(registry -> registry.events().token() == null)
          .forEach(registry ->
              problems.add(
                  listening(configuration)
                      + " without events.token-file of registry "
                      + registry.name()
                      + " lets anybody send notifications; set it, or insecure: true"));
    }
    problems.addAll(configuration.admission().problems());
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static String listening(Configuration configuration) {
    return "listening on " + configuration.listen();
  }
}
