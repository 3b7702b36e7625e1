package io.registrysidecar.cli;

import io.registrysidecar.Sidecar;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationReference;
import io.registrysidecar.config.ServiceRules;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the service until it is told to end. */
@Command(
    name = "serve",
    description = {
      "Runs the service: takes the notifications of registries, scans what was pushed, and writes"
          + " the results back as referrers.",
      "Ends in good order on Ctrl-C and SIGTERM; whatever was accepted and is not done is done"
          + " after the next start."
    },
    footer = {
      "%nExamples:",
      "  REGISTRY_URL=http://localhost:5000 registry-sidecar serve",
      "  registry-sidecar serve --config /etc/registry-sidecar.yaml",
      "%nThe registry sends its notifications to http://127.0.0.1:8080/events/registry; without"
          + " any, its tags are compared every ten minutes.",
      "All that can be configured: registry-sidecar serve --help-config"
    })
final class ServeCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen. Default: 127.0.0.1:8080; port 0 takes any free one.")
  @Nullable String listen;

  @Option(
      names = "--help-config",
      description = "Describe every key of the configuration, as Markdown.")
  boolean helpConfig;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (helpConfig) {
      console.out().print(ConfigurationReference.markdown());
      return ExitStatus.DONE;
    }
    Map<String, String> flags = new HashMap<>();
    if (listen != null) {
      flags.put("listen", listen);
    }
    Configuration loaded = configuration.load(console, flags);
    ServiceRules.check(loaded);
    LogSettings.apply(loaded.log());
    Sidecar sidecar = Sidecar.start(loaded, console.environment(), Version.text());
    Shutdown.whenProcessEnds(sidecar::close);
    new CountDownLatch(1).await();
    return ExitStatus.DONE;
  }
}
