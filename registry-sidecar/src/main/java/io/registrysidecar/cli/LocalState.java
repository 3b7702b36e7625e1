package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Files;
import java.time.Instant;

/** The state of the service on this machine, which may run meanwhile. */
final class LocalState {

  private LocalState() {}

  static Store open(Configuration configuration, Instant now) throws CommandFailure {
    if (!Files.isDirectory(configuration.state())) {
      throw new CommandFailure(
          "open the state: there is no directory "
              + configuration.state()
              + ". Name the one that the service uses with --state, --config or SIDECAR_STATE.");
    }
    return SqliteStore.open(configuration.state(), now);
  }
}
